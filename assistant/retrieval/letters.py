"""Passages ranked by the letters they share with the question.

Three to five letters at a time survive a misspelling, a missing accent or an ending that
the stemmer does not know: « subvantion » still shares most of its letters with
« subvention ». Cosine of TF-IDF vectors (Salton and Buckley 1988).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.fusion import Scores
from assistant.retrieval.storage import write
from assistant.retrieval.terms import unaccented

SIZES = (3, 4, 5)
_WORD = re.compile(r"[a-z0-9]+")


def letter_grams(text: str) -> list[str]:
    """Return the runs of 3, 4 and 5 letters of each word of ``text``, words ringed by spaces."""
    grams = []
    for word in _WORD.findall(unaccented(text)):
        ringed = f" {word} "
        for size in SIZES:
            grams += [ringed[at : at + size] for at in range(max(1, len(ringed) - size + 1))]
    return grams


class Letters:
    """An inverted list a gram: the texts that hold it and its weight in each."""

    def __init__(
        self,
        grams: Sequence[str],
        bounds: NDArray[np.int64],
        rows: NDArray[np.int32],
        values: NDArray[np.float32],
    ) -> None:
        self._grams = {gram: number for number, gram in enumerate(grams)}
        self._bounds, self._rows, self._values = bounds, rows, values
        # bounds ends with the number of texts, so that texts without letters are counted too.
        self._size = int(bounds[-1])

    @classmethod
    def build(cls, texts: Sequence[str]) -> Letters:
        """Index ``texts``."""
        counts = [Counter(letter_grams(text)) for text in texts]
        seen = Counter(gram for count in counts for gram in count)
        postings: dict[str, list[tuple[int, float]]] = {gram: [] for gram in sorted(seen)}
        for row, count in enumerate(counts):
            weights = {g: (1 + math.log(n)) * _rarity(len(texts), seen[g]) for g, n in count.items()}
            norm = math.sqrt(sum(weight * weight for weight in weights.values()))
            for gram, weight in weights.items():
                postings[gram].append((row, weight / norm))
        lengths = [len(posting) for posting in postings.values()]
        flat = [pair for posting in postings.values() for pair in posting]
        return cls(
            list(postings),
            np.array([0, *np.cumsum(lengths, dtype=np.int64), len(texts)], dtype=np.int64),
            np.array([row for row, _ in flat], dtype=np.int32),
            np.array([value for _, value in flat], dtype=np.float32),
        )

    def save(self, folder: Path) -> None:
        """Write the grams as JSON and their lists as arrays."""
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / "grams.json", json.dumps(list(self._grams)).encode())
        for name, array in (("bounds", self._bounds), ("rows", self._rows), ("values", self._values)):
            np.save(folder / f"{name}.npy", array, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Letters:
        """Read an index that ``save`` wrote."""
        bounds, rows, values = (
            np.load(folder / f"{name}.npy", allow_pickle=False) for name in ("bounds", "rows", "values")
        )
        return cls(json.loads((folder / "grams.json").read_bytes()), bounds, rows, values)

    def scores(self, query: str) -> Scores:
        """Return the cosine of every text with ``query``, up to the query's own length."""
        scores = np.zeros(self._size, dtype=np.float64)
        for gram, count in Counter(letter_grams(query)).items():
            number = self._grams.get(gram)
            if number is not None:
                first, last = self._bounds[number], self._bounds[number + 1]
                weight = (1 + math.log(count)) * _rarity(self._size, int(last - first))
                scores[self._rows[first:last]] += weight * self._values[first:last]
        return scores


def _rarity(texts: int, holding: int) -> float:
    return 1.0 + math.log((1 + texts) / (1 + holding))
