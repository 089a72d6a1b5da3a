"""How alike two short texts are, from words and from letters.

Words carry meaning, letters survive misspelling: the two cosines are averaged, each on
weights that make rare features count (TF-IDF, Spärck Jones 1972).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

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
    """TF-IDF vectors of a fixed list of texts, and the cosine of a new text with each."""

    def __init__(self, texts: Sequence[str], features: Features) -> None:
        self._features = features
        counts = [Counter(features(text)) for text in texts]
        seen = Counter(feature for count in counts for feature in count)
        self.size = len(texts)
        self._weight = {f: 1.0 + math.log((1 + self.size) / (1 + n)) for f, n in seen.items()}
        self._unknown = 1.0 + math.log(1 + self.size)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, count in enumerate(counts):
            for feature, value in self._unit(count).items():
                self._postings[feature].append((number, value))

    def weight(self, feature: str) -> float:
        """Return the inverse document frequency of a feature, the highest when unknown."""
        return self._weight.get(feature, self._unknown)

    def knows(self, feature: str) -> bool:
        """Tell whether any of the texts has the feature."""
        return feature in self._weight

    def _unit(self, count: Counter[str]) -> dict[str, float]:
        values = {f: (1 + math.log(n)) * self.weight(f) for f, n in count.items()}
        norm = math.sqrt(sum(v * v for v in values.values())) or 1.0
        return {f: v / norm for f, v in values.items()}

    def cosines(self, text: str) -> list[float]:
        """Return the cosine (0 to 1) of ``text`` with every text, in their order."""
        scores = [0.0] * self.size
        for feature, value in self._unit(Counter(self._features(text))).items():
            for number, other in self._postings.get(feature, ()):
                scores[number] += value * other
        return scores
