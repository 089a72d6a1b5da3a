"""The classifier behind the question bank: kernel ridge regression, fitted when the index is built.

The kernel is a weighted sum over views of a text (C. Saunders, A. Gammerman and V. Vovk,
*Ridge regression learning algorithm in dual variables*, ICML 1998): cosines of words,
terms, letters and concepts, and an exponential of the encoder's cosine. The targets are
the phrasings' facets. It is solved exactly and has no random part.

The linear views are folded into one small table each (features × facets), so that a
question costs a few sparse rows and one product with the phrasings' vectors.

The weights were chosen across writers: fitted on the phrasings of some writers and asked
those of another, the right facet comes first for 84.1 % of them (82.6 % with the encoder
trusted four times less; 76.8 % without it, on half as many phrasings).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from assistant.retrieval.storage import mapped, write
from assistant.retrieval.terms import terms
from assistant.understanding.concepts import concepts
from assistant.understanding.lexicon import stems
from assistant.understanding.similarity import Features, Space, cosines, letter_grams

Matrix = NDArray[np.float32]

#: How much the encoder's view weighs beside the linear views, and how fast it fades with the angle.
MEANING, TEMPERATURE = 2.0, 0.6
RIDGE = 0.3


def _concept_pairs(flat: str) -> list[str]:
    """Return the concepts of a text and their pairs: « combien » + « reste » says more than both."""
    single = sorted(concepts(flat))
    return single + [f"{a}{b}" for a, b in combinations(single, 2)]


#: The linear views of a readable text, and the weight of each in the kernel.
VIEWS: dict[str, tuple[float, Features]] = {
    "words": (0.30, lambda flat: list(stems(flat))),
    "terms": (0.20, terms),
    "letters": (0.25, lambda flat: letter_grams(" ".join(stems(flat)))),
    "concepts": (0.25, _concept_pairs),
}


@dataclass(frozen=True)
class FacetModel:
    """What was learned: a table a view, and the phrasings' vectors with their dual weights.

    ``tables[view]`` is features × classes; ``vectors`` phrasings × dimensions (no rows
    without an encoder), ``duals`` phrasings × classes, ``owners`` the class of each phrasing,
    in ascending order.
    """

    spaces: dict[str, Space]
    tables: dict[str, Matrix]
    vectors: Matrix
    duals: Matrix
    owners: NDArray[np.int64]

    @classmethod
    def fit(cls, texts: Sequence[str], owners: Sequence[int], classes: int, vectors: Matrix | None) -> FacetModel:
        """Learn from readable ``texts``, the class of each, and their unit vectors if there is an encoder."""
        views = {name: Space.with_rows(texts, features) for name, (_, features) in VIEWS.items()}
        spaces = {name: space for name, (space, _) in views.items()}
        rows = {name: row for name, (_, row) in views.items()}
        kernel = np.zeros((len(texts), len(texts)), dtype=np.float32)
        for name, (weight, _) in VIEWS.items():
            kernel += np.float32(weight) * cosines(rows[name], rows[name])
        known = np.zeros((0, 0), dtype=np.float32) if vectors is None else vectors
        if vectors is not None:
            kernel += MEANING * _faded(vectors @ vectors.T)
        kernel[np.diag_indices_from(kernel)] += RIDGE
        targets = np.zeros((len(texts), classes), dtype=np.float32)
        targets[np.arange(len(texts)), list(owners)] = 1.0
        duals = np.asarray(cho_solve(cho_factor(kernel, overwrite_a=True), targets), dtype=np.float32)
        tables = {name: np.float32(VIEWS[name][0]) * np.asarray(rows[name].T @ duals) for name in VIEWS}
        return cls(spaces, tables, known, duals, np.asarray(owners, dtype=np.int64))

    def scores(self, texts: Sequence[str], vectors: Matrix | None) -> tuple[Matrix, Matrix]:
        """Return, a row a readable text and a column a class, the scores and the nearest phrasing's cosines.

        ``vectors`` are the texts' unit vectors; without them, the cosines are zeros. Texts
        are scored together: the phrasings' vectors are read from memory once.
        """
        classes = self.duals.shape[1]
        found = np.zeros((len(texts), classes), dtype=np.float32)
        for name, space in self.spaces.items():
            found += space.rows(texts) @ self.tables[name]
        nearest = np.zeros((len(texts), classes), dtype=np.float32)
        if vectors is not None and len(self.vectors):
            angles = vectors @ self.vectors.T
            found += MEANING * (_faded(angles) @ self.duals)
            begins = np.flatnonzero(np.diff(self.owners, prepend=-1))
            nearest[:, self.owners[begins]] = np.maximum(np.maximum.reduceat(angles, begins, axis=1), 0.0)
        return found, nearest

    def save(self, folder: Path) -> None:
        """Write arrays and JSON, nothing that runs when it is read."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, space in self.spaces.items():
            words = {"texts": space.texts, "weights": space.weights}
            write(folder / f"{name}.json", json.dumps(words, ensure_ascii=False).encode())
            np.save(folder / f"{name}.npy", self.tables[name], allow_pickle=False)
        for name, array in (("vectors", self.vectors), ("duals", self.duals), ("owners", self.owners)):
            np.save(folder / f"{name}.npy", array, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> FacetModel:
        """Read what ``save`` wrote."""
        read = {name: json.loads((folder / f"{name}.json").read_bytes()) for name in VIEWS}
        spaces = {name: Space(read[name]["weights"], read[name]["texts"], VIEWS[name][1]) for name in VIEWS}
        tables = {name: mapped(folder / f"{name}.npy") for name in VIEWS}
        vectors, duals, owners = (mapped(folder / f"{name}.npy") for name in ("vectors", "duals", "owners"))
        return cls(spaces, tables, vectors, duals, owners)


def _faded(angles: Matrix) -> Matrix:
    """Return the exponential kernel of cosines: 1 for the same direction."""
    return np.asarray(np.exp((angles - 1.0) / TEMPERATURE), dtype=np.float32)
