"""The runs of 3, 4 and 5 letters of texts, counted as numbers: a million texts take minutes, not hours.

Each word is ringed by spaces. A run is the number that its letters write in base 38, so
that a table of runs is an array of integers, read from the disk as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.terms import unaccented

SIZES = (3, 4, 5)
#: Texts counted at once: enough for numpy, and about 100 MB.
TEXTS = 10_000
#: A text that holds a run more often counts as holding it this often.
MOST = 255

_WORD = re.compile(r"[a-z0-9]+")
_BASE = 38
_LETTERS = np.zeros(128, dtype=np.int64)
_LETTERS[[ord(letter) for letter in " 0123456789abcdefghijklmnopqrstuvwxyz"]] = np.arange(1, _BASE)
_SPACE = 1
_RUNS = _BASE ** max(SIZES)


@dataclass(frozen=True)
class Counts:
    """The runs of each text: ``codes[bounds[t]:bounds[t + 1]]``, ascending, and how often it holds each."""

    bounds: NDArray[np.int64]
    codes: NDArray[np.int32]
    counts: NDArray[np.uint8]


def count_grams(texts: Sequence[str]) -> Counts:
    """Return the runs of ``texts``. A word shorter than a run counts once, as a whole, for that size."""
    parts = [_count(texts[first : first + TEXTS]) for first in range(0, len(texts), TEXTS)]
    lengths = np.concatenate([length for length, _, _ in parts]) if parts else np.zeros(0, dtype=np.int64)
    return Counts(
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        np.concatenate([codes for _, codes, _ in parts]) if parts else np.zeros(0, dtype=np.int32),
        np.concatenate([counts for _, _, counts in parts]) if parts else np.zeros(0, dtype=np.uint8),
    )


def _count(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.uint8]]:
    ringed = [f" {' '.join(_WORD.findall(unaccented(text)))} " for text in texts]
    letters = _LETTERS[np.frombuffer("".join(ringed).encode("ascii"), dtype=np.uint8)]
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in ringed])
    keys = np.concatenate([np.zeros(0, dtype=np.int64), *_runs(letters, owners)])
    distinct, often = np.unique(keys, return_counts=True)
    lengths = np.bincount(distinct // _RUNS, minlength=len(texts)).astype(np.int64)
    return lengths, (distinct % _RUNS).astype(np.int32), np.minimum(often, MOST).astype(np.uint8)


def _runs(letters: NDArray[np.int64], owners: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield every run with its text as one number, size by size."""
    for size in SIZES:
        last = len(letters) - size + 1
        if last < 1:
            continue
        codes = np.zeros(last, dtype=np.int64)
        whole = np.ones(last, dtype=bool)
        for at in range(size):
            step = letters[at : at + last]
            codes = codes * _BASE + step
            if 0 < at < size - 1:
                whole &= step != _SPACE
        keys = (owners[:last] * _RUNS + codes)[whole]
        yield keys
        # A word that fits in this run, rings included, is also its only run of every longer size.
        ringed = whole & (letters[:last] == _SPACE) & (letters[size - 1 :] == _SPACE)
        for _ in range(size, max(SIZES)):
            yield (owners[:last] * _RUNS + codes)[ringed]
