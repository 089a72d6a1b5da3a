"""The tables brought to this version's, one numbered step after another."""
