"""Several rankings of the same passages made into one.

The sum of standard scores ("ZMUV": M. Montague and J. Aslam, *Relevance score
normalization for metasearch*, CIKM 2001; the sum is CombSUM of Fox and Shaw, TREC-2,
1994). A ranking in which all passages are alike says nothing and weighs nothing: the
headings of a corpus without headings, say.

On the 87 questions of the CNIL benchmark (hit@1 / hit@5 / MRR), headings and whole text
ranked by words, meaning and letters: this sum .678 / .897 / .768; reciprocal rank fusion
(Cormack et al., SIGIR 2009) of the same six .621 / .885 / .741; words alone, headings
counted five times, .437 / .793 / .597.

A heading over many passages tells them apart from nothing: headings weigh as much as they
are distinct. On three corpora without titles (95 questions), the right passage is first
for 37 % of the questions so, 27 % with headings weighed like the text.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]

#: Below this spread, differences are rounding, not meaning.
_FLAT = 1e-6


def standardise(scores: Scores) -> Scores:
    """Return ``scores`` with mean 0 and deviation 1; all zeros when they are all alike."""
    spread = float(scores.std()) if scores.size else 0.0
    if spread < _FLAT:
        return np.zeros(scores.shape, dtype=np.float64)
    return np.asarray((scores - scores.mean()) / spread, dtype=np.float64)


def fuse(rankings: Iterable[tuple[float, Scores]]) -> Scores:
    """Return the weighted sum of the standardised ``rankings``, one score a passage."""
    return np.asarray(sum(weight * standardise(scores) for weight, scores in rankings), dtype=np.float64)


def best_first(scores: Scores) -> list[int]:
    """Return the positions of ``scores`` from the highest down; ties keep the order of the documents."""
    return [int(position) for position in np.argsort(-scores, kind="stable")]
