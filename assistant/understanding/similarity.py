"""How alike short texts are, from any features of theirs (words, letters, concepts).

TF-IDF vectors (Spärck Jones, 1972) compared by cosine: rare features count most.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Features = Callable[[str], Sequence[str]]


def letter_grams(text: str, sizes: tuple[int, ...] = (3, 4, 5)) -> list[str]:
    """Return the character n-grams of each word of ``text``, words padded by a space."""
    grams = []
    for word in text.split():
        padded = f" {word} "
        for size in sizes:
            grams += [padded[i : i + size] for i in range(max(1, len(padded) - size + 1))]
    return grams


class Vectors:
    """TF-IDF vectors of a fixed list of texts, and the cosines of other texts with each."""

    def __init__(self, texts: Sequence[str], features: Features) -> None:
        self._features = features
        counts = [Counter(features(text)) for text in texts]
        seen = Counter(feature for count in counts for feature in count)
        self._weight = {f: 1.0 + math.log((1 + len(texts)) / (1 + n)) for f, n in seen.items()}
        self._unknown = 1.0 + math.log(1 + len(texts))
        self._column = {feature: number for number, feature in enumerate(self._weight)}
        self._matrix = self._rows(counts)

    def weight(self, feature: str) -> float:
        """Return the inverse document frequency of a feature, the highest when unknown."""
        return self._weight.get(feature, self._unknown)

    def knows(self, feature: str) -> bool:
        """Tell whether any of the texts has the feature."""
        return feature in self._weight

    def cosines(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the cosine (0 to 1) of each of ``texts`` (rows) with every known text (columns)."""
        rows = self._rows([Counter(self._features(text)) for text in texts])
        return np.asarray((rows @ self._matrix.T).toarray(), dtype=np.float64)

    def _rows(self, counts: Sequence[Counter[str]]) -> csr_array:
        """Return unit rows; unknown features count in a row's length and nowhere else."""
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for count in counts:
            values = {f: (1 + math.log(n)) * self.weight(f) for f, n in count.items()}
            norm = math.sqrt(sum(v * v for v in values.values())) or 1.0
            known = [(self._column[f], v / norm) for f, v in values.items() if f in self._column]
            columns += [column for column, _ in known]
            data += [value for _, value in known]
            ends.append(len(data))
        return csr_array((data, columns, ends), shape=(len(counts), max(1, len(self._column))), dtype=np.float64)
