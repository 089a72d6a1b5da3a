"""The question bank: which facet a question asks about, learned from the facets' phrasings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.retrieval.vectors import unit
from assistant.rules.facet_model import FacetModel, Matrix
from assistant.rules.learning import Lesson, Read, lessons
from assistant.rules.tables import Facet
from assistant.understanding.lexicon import find, stems
from assistant.understanding.normalise import readable

Profile = NDArray[np.float32]

#: Texts scored together, at most: beyond, their angles with every phrasing take much memory.
AT_ONCE = 128


@dataclass(frozen=True)
class Match:
    """A facet and how well it fits: ``score`` decides, ``similarity`` is the nearest phrasing's (0 to 1)."""

    facet: Facet
    score: float
    similarity: float
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Window:
    """A stretch of what was typed, looked at alone, and how much what it says counts.

    ``flat`` is readable, ``hidden`` the same with its projects made anonymous, ``spoken``
    what the encoder reads.
    """

    flat: str
    hidden: str
    spoken: str
    weight: float = 1.0


def facet_lessons(facets: Sequence[Facet], read: Read, mask: Read) -> list[Lesson]:
    """Return every phrasing, label and cue of the facets."""
    return lessons(((*facet.phrasings, facet.label, *facet.cues) for facet in facets), read, mask)


class QuestionBank:
    """The facets of a corpus and the model that recognises them."""

    def __init__(self, facets: Sequence[Facet], model: FacetModel | None, embedder: Embeddings | None) -> None:
        self._facets = tuple(facets)
        self._model = model
        self._embedder = embedder
        self._cues = {cue: stems(readable(cue)) for facet in facets for cue in facet.cues}

    def facet(self, name: str) -> Facet | None:
        """Return the facet called ``name``."""
        return next((facet for facet in self._facets if facet.id == name), None)

    def match(self, windows: Sequence[Window]) -> list[Match]:
        """Return every facet with its best score over ``windows``, best first.

        A letter is long and asks in one sentence: each stretch is scored alone and a
        facet keeps the best of its scores.
        """
        if self._model is None or not windows:
            return []
        scores, nearest = self._scores(windows)
        weights = np.array([[window.weight] for window in windows], dtype=np.float32)
        text = " . ".join(window.flat for window in windows)
        return self._ranked((scores * weights).max(axis=0), (nearest * weights).max(axis=0), stems(text))

    def each(self, windows: Sequence[Window]) -> list[list[Match]]:
        """Return the facets of each window on its own, best first."""
        if self._model is None or not windows:
            return [[] for _ in windows]
        scores, nearest = self._scores(windows)
        return [self._ranked(scores[i], nearest[i], stems(window.flat)) for i, window in enumerate(windows)]

    def profiles(self, windows: Sequence[Window]) -> list[Profile | None]:
        """Return, for each window, how well every facet fits it, as a unit vector; None without facets."""
        if self._model is None:
            return [None] * len(windows)
        rows = (self._scores(windows[at : at + AT_ONCE])[0] for at in range(0, len(windows), AT_ONCE))
        return [profile for scores in rows for profile in unit(scores)]

    def profile(self, matches: Sequence[Match]) -> Profile | None:
        """Return the scores of ``matches``, one a facet, as ``profiles`` does."""
        if not matches:
            return None
        scores = {match.facet.id: match.score for match in matches}
        return np.asarray(unit([[scores[facet.id] for facet in self._facets]])[0])

    def _scores(self, windows: Sequence[Window]) -> tuple[Matrix, Matrix]:
        vectors = None
        if self._embedder is not None:
            spoken = [window.spoken for window in windows]
            vectors = np.asarray(self._embedder.embed_documents(spoken), dtype=np.float32)
        assert self._model is not None  # noqa: S101 - both callers looked
        return self._model.scores([window.hidden for window in windows], vectors)

    def _ranked(self, scores: Matrix, nearest: Matrix, words: Sequence[str]) -> list[Match]:
        order = np.argsort(-scores, kind="stable")
        return [
            Match(self._facets[i], float(scores[i]), float(nearest[i]), self._cues_in(self._facets[i], words))
            for i in order
        ]

    def _cues_in(self, facet: Facet, words: Sequence[str]) -> tuple[str, ...]:
        there = set(words)
        return tuple(
            cue for cue in facet.cues if there.issuperset(self._cues[cue]) and find(self._cues[cue], words) is not None
        )
