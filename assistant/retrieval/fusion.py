"""Several rankings of the same passages made into one.

The sum of standard scores ("ZMUV": M. Montague and J. Aslam, *Relevance score
normalization for metasearch*, CIKM 2001; the sum is CombSUM of Fox and Shaw, TREC-2,
1994). A ranking in which all passages are alike says nothing and weighs nothing: the
headings of a corpus without headings, say.

On the 87 questions of the CNIL benchmark (hit@1 / hit@5 / MRR), headings and whole text
ranked by words, meaning and letters: this sum .678 / .897 / .768; reciprocal rank fusion
(Cormack et al., SIGIR 2009) of the same six .621 / .885 / .741; words alone, headings
counted five times, .437 / .793 / .597.

A heading over many passages tells them apart from nothing: headings weigh the more, the more
they are distinct. On three corpora without titles (95 questions), the right passage is first
for 37 % of the questions so, 27 % with headings weighed like the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Scores of which ``top`` first looks at the highest only: those at the same place of as many equal stretches.
GROUP = 64

#: Below this spread, differences are rounding, not meaning.
_FLAT = 1e-6


@dataclass(frozen=True)
class Look:
    """What a searcher says of a question in one field.

    ``best`` are the passages it would look at, ``scores`` gives those of any passages, and
    ``mean`` and ``deviation`` are those of all passages: with them, a score standardised
    among a few candidates is the one that it has among all.
    """

    best: Rows
    scores: Callable[[Rows], Scores]
    mean: float
    deviation: float

    def standardised(self, scores: Scores) -> Scores:
        """Return ``scores`` on the scale of mean 0 and deviation 1; all zeros when all passages are alike."""
        if self.deviation < _FLAT:
            return np.zeros(scores.shape, dtype=np.float64)
        return np.asarray((scores - self.mean) / self.deviation, dtype=np.float64)


def quick_spread(scores: NDArray[np.float32]) -> tuple[float, float]:
    """Return the mean and deviation of very many scores, to a few millionths, in two passes without a copy."""
    mean = float(scores.mean()) if scores.size else 0.0
    square = float(np.dot(scores, scores)) / max(1, scores.size)
    return mean, max(0.0, square - mean * mean) ** 0.5


def look_at_all(scores: NDArray[np.floating], k: int) -> Look:
    """Return the look of a searcher that scored every passage; with ``k`` 0, nothing is placed."""
    best = top(scores, k)
    wide = scores.astype(np.float64, copy=False)
    spread = float(wide.std()) if scores.size else 0.0
    mean = float(wide.mean()) if scores.size else 0.0
    return Look(best, lambda rows: np.asarray(scores[rows], dtype=np.float64), mean, spread)


def fuse(rankings: Iterable[tuple[float, Scores]]) -> Scores:
    """Return the weighted sum of standardised ``rankings``, one score a passage."""
    return np.asarray(sum(weight * scores for weight, scores in rankings), dtype=np.float64)


def first_of(scores: Scores, k: int) -> Rows:
    """Return the places of the ``k`` highest scores, highest first; ties keep the order of the documents."""
    if k < len(scores):
        least = np.partition(scores, -k)[-k]
        kept = np.flatnonzero(scores >= least)
    else:
        kept = np.arange(len(scores))
    return np.asarray(kept[np.argsort(-scores[kept], kind="stable")][:k], dtype=np.int64)


def top(scores: NDArray[np.floating], k: int) -> Rows:
    """Return ``k`` places of positive scores that none outside exceeds, in the order of the documents.

    The highest ``k`` lie in the ``k`` groups of the highest maxima: a pass to find these is
    ten times quicker than a partition of a million scores.
    """
    groups = len(scores) // GROUP
    if k < 1 or groups <= k:
        kept = np.flatnonzero(scores > 0) if k > 0 else np.zeros(0, dtype=np.int64)
    else:
        whole = groups * GROUP
        tallest = scores[:whole].reshape(GROUP, groups).max(axis=0)
        best = np.argpartition(tallest, -k)[-k:]
        kept = np.concatenate([(best + groups * np.arange(GROUP)[:, None]).ravel(), np.arange(whole, len(scores))])
        kept = kept[scores[kept] > 0]
    if len(kept) > k:
        kept = kept[np.argpartition(scores[kept], -k)[-k:]]
    return np.sort(kept).astype(np.int64)
