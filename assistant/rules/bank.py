"""Which facet a question asks about, learned from the facets' phrasings.

A kernel ridge classifier (Saunders et al., 1998): the kernel is a weighted sum of cosines
over views of the text (words, terms, letters, concepts), the targets are the
phrasings' facets. It is solved exactly in milliseconds when the assistant starts, has no
random part, and a phrasing that staff add takes effect at the next start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from assistant.rules.tables import Facet
from assistant.understanding.concepts import concepts
from assistant.understanding.lexicon import find, stems
from assistant.understanding.normalise import readable
from assistant.understanding.similarity import Vectors, letter_grams

#: Weight of each view in the kernel and the ridge, chosen on the development split of
#: tests/reference: right facet for 152 of 214 questions with nearest words and letters,
#: 173 with the classifier and concepts. The embedded encoder as a fifth view brought 6 more
#: and cost most of the answer's time: left out.
WEIGHTS = {"words": 0.30, "terms": 0.20, "letters": 0.25, "concepts": 0.25}
RIDGE = 0.3
#: How much the single nearest phrasing adds to the classifier's score.
NEAREST = 0.25

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Match:
    """A facet and how well it fits: ``score`` decides, ``similarity`` is the nearest phrasing's (0 to 1)."""

    facet: Facet
    score: float
    similarity: float
    cues: tuple[str, ...]


class QuestionBank:
    """The phrasings of every facet and the classifier that they make."""

    def __init__(self, facets: Sequence[Facet], terms: Callable[[str], list[str]]) -> None:
        self._facets = tuple(facets)
        self._cues = {cue: stems(cue) for facet in facets for cue in facet.cues}
        pairs = [
            (number, readable(words))
            for number, facet in enumerate(facets)
            for words in (*facet.phrasings, facet.label, *facet.cues)
        ]
        texts = [words for _, words in pairs]
        owners = np.array([number for number, _ in pairs], dtype=np.int64)
        self._views = {
            "words": Vectors(texts, lambda text: list(stems(text))),
            "terms": Vectors(texts, terms),
            "letters": Vectors(texts, lambda text: letter_grams(" ".join(stems(text)))),
            "concepts": Vectors(texts, _concept_pairs),
        }
        targets = np.zeros((len(texts), len(self._facets)))
        targets[np.arange(len(texts)), owners] = 1.0
        self._owned = targets
        self._weights: Matrix = targets
        if texts:
            kernel = self._kernel(texts)
            self._weights = np.asarray(np.linalg.solve(kernel + RIDGE * np.eye(len(texts)), targets), dtype=np.float64)

    def words(self) -> set[str]:
        """Return every word that the phrasings, labels and cues hold."""
        texts = [t for f in self._facets for t in (*f.phrasings, *f.cues, f.label)]
        return {word for text in texts for word in re.findall(r"[a-z]+", readable(text))}

    def facet(self, name: str) -> Facet | None:
        """Return the facet called ``name``."""
        return next((facet for facet in self._facets if facet.id == name), None)

    def match(self, flat: str) -> list[Match]:
        """Return every facet with its score for a readable question, best first."""
        if not self._facets:
            return []
        row = self._kernel([flat])[0]
        nearest = (self._owned * row[:, None]).max(axis=0)
        scores = row @ self._weights + NEAREST * nearest
        here = stems(flat)
        matches = [
            Match(facet, float(scores[i]), float(nearest[i]), self._cues_in(facet, here))
            for i, facet in enumerate(self._facets)
        ]
        return sorted(matches, key=lambda match: -match.score)

    def _cues_in(self, facet: Facet, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(cue for cue in facet.cues if find(self._cues[cue], words) is not None)

    def _kernel(self, texts: Sequence[str]) -> Matrix:
        """Return the kernel of ``texts`` (rows) with every phrasing (columns)."""
        views = [WEIGHTS[name] * view.cosines(texts) for name, view in self._views.items()]
        return np.asarray(sum(views), dtype=np.float64)


def _concept_pairs(flat: str) -> list[str]:
    """Return the concepts of a text and their pairs: « combien » + « reste » says more than both."""
    single = sorted(concepts(flat))
    return single + [f"{a}{b}" for a, b in combinations(single, 2)]
