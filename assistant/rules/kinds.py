"""Which kind of project a description is, when it names it by none of the table's words.

« Que les parents règlent la cantine de chez eux » is an online service. Learned from the
examples of ``projects.toml`` and the table's own terms, by the model of the question bank.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.rules.facet_model import FacetModel
from assistant.rules.learning import Lesson, Read, lessons
from assistant.rules.tables import Kind


def kind_lessons(kinds: Sequence[Kind], read: Read) -> list[Lesson]:
    """Return the examples, terms and label of every kind that has examples.

    A kind without examples only refines another by its terms.
    """
    sayings = ((*kind.examples, *kind.terms, kind.label) if kind.examples else () for kind in kinds)
    return lessons(sayings, read, lambda flat: flat)


class KindModel:
    """The kinds of a table and the model that recognises them in descriptions."""

    def __init__(self, kinds: Sequence[Kind], model: FacetModel | None, embedder: Embeddings | None) -> None:
        self._kinds = tuple(kinds)
        self._model = model
        self._embedder = embedder

    def guess(self, flats: Sequence[str]) -> list[tuple[Kind, float, float]]:
        """Return, for each readable description, its likeliest kind, its score and its lead over the next."""
        if self._model is None or len(self._kinds) < 2 or not flats:
            return []
        vectors = None
        if self._embedder is not None:
            vectors = np.asarray(self._embedder.embed_documents(list(flats)), dtype=np.float32)
        scores, _ = self._model.scores(flats, vectors)
        guesses = []
        for row in scores:
            first, second = np.argsort(-row)[:2]
            guesses.append((self._kinds[first], float(row[first]), float(row[first] - row[second])))
        return guesses
