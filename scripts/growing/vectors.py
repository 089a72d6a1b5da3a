"""Vectors of made passages: encoding a million would take a day.

A few thousand real passages are encoded by the shipped encoder. A made passage, half of
one and half of another, has the direction between theirs, moved by a fraction of the
difference of two more: neighbours exist, and differ in the ways in which real ones do.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.retrieval.embedder import EMBEDDED, load_embedder
from assistant.retrieval.vectors import Vectors, unit
from scripts.growing.texts import Made

#: Real passages encoded (a tenth of a second each), and the fraction of a difference that moves a vector.
BASE, MOVED = 4_000, 0.35
AT_ONCE = 50_000


def base(real: Sequence[tuple[str, str]], questions: Sequence[str], cache: Path) -> tuple[list[int], Vectors, Vectors]:
    """Return which real passages are the base, their vectors and those of the questions, kept in ``cache``."""
    chosen = sorted(random.Random(1).sample(range(len(real)), min(BASE, len(real))))  # noqa: S311
    said = "\0".join([*(real[at][1] for at in chosen), *questions])
    file = cache / f"base-{hashlib.sha256(said.encode()).hexdigest()[:12]}.npz"
    if not file.is_file():
        encoder = load_embedder(EMBEDDED)
        assert encoder is not None  # noqa: S101 - the shipped one
        vectors = encoder.embed_documents([real[at][1] for at in chosen])
        asked = [encoder.embed_query(question) for question in questions]
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(file, vectors=np.array(vectors, "f4"), asked=np.array(asked, "f4"))
    with np.load(file, allow_pickle=False) as kept:
        return chosen, unit(kept["vectors"]), unit(kept["asked"])


class Prepared(Embeddings):
    """Gives each text the vector prepared for it, under the shipped encoder's name; questions are encoded elsewhere."""

    name = EMBEDDED

    def __init__(self, texts: Sequence[str], vectors: Vectors) -> None:
        self._rows = {text: row for row, text in enumerate(texts)}
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> Vectors:  # type: ignore[override]
        """Return the prepared vectors."""
        return self._vectors[[self._rows[text] for text in texts]]

    def embed_query(self, text: str) -> list[float]:
        """Refuse: the growth table counts the encoder apart."""
        raise NotImplementedError(text)


def prepared(passages: Sequence[Made], vectors: Vectors, seed: int = 4) -> Vectors:
    """Return the vector of each made passage."""
    drawn = np.random.default_rng(seed)
    halves = np.array([passage.halves for passage in passages])
    found = np.empty((len(passages), vectors.shape[1]), dtype=np.float32)
    for first in range(0, len(passages), AT_ONCE):
        mine = halves[first : first + AT_ONCE]
        ways = drawn.integers(0, len(vectors), (2, len(mine)))
        part = drawn.uniform(0.3, 0.7, (len(mine), 1)).astype(np.float32)
        middle = part * vectors[mine[:, 0]] + (1 - part) * vectors[mine[:, 1]]
        found[first : first + AT_ONCE] = unit(middle + MOVED * (vectors[ways[0]] - vectors[ways[1]]))
    return found
