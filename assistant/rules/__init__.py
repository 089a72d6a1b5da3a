"""What the scheme says, as data of the corpus: facets, eligibility, neighbours."""
