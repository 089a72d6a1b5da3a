"""Passages ranked by meaning: the inner product of unit vectors, kept by a back end.

Texts that recur (a heading above ten passages) are encoded and stored once. Each vector
is kept under the hash of its text and encoder, so that a rebuild only encodes new words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.retrieval.fusion import Look, look_at_all
from assistant.retrieval.population import Population
from assistant.retrieval.progress import Progress, quiet
from assistant.retrieval.storage import mapped
from assistant.retrieval.vectors import Rows, Vectors, VectorStore, VectorTable, unit

#: Texts encoded between two reports of progress, enough for two cores to share.
BATCH = 128


@dataclass(frozen=True)
class Field:
    """The distinct texts of a field: the key and vector of each, and which of them each passage has."""

    keys: list[bytes]
    table: Vectors
    rows: Rows


def encode(
    fields: Mapping[str, Sequence[str]],
    embedder: Embeddings,
    name: str,
    known: Mapping[bytes, Vectors],
    progress: Progress = quiet,
) -> dict[str, Field]:
    """Encode the texts of ``fields``, taking the vectors already ``known`` by key."""
    keys = {field: [key_of(name, text) for text in texts] for field, texts in fields.items()}
    distinct = {key: text for field, texts in fields.items() for key, text in zip(keys[field], texts, strict=True)}
    new = sorted(key for key in distinct if key not in known)
    fresh: dict[bytes, Vectors] = {}
    for first in range(0, len(new), BATCH):
        batch = new[first : first + BATCH]
        encoded = unit(embedder.embed_documents([distinct[key] for key in batch]))
        fresh.update(zip(batch, encoded, strict=True))
        progress("encode", min(first + BATCH, len(new)), len(new))
    return {field: _field(owned, fresh, known) for field, owned in keys.items()}


def save(
    folder: Path, version: str, fields: Mapping[str, Field], store: VectorStore, *, large: bool = False
) -> dict[str, Any]:
    """Give the vectors to ``store``, write what says whose they are; return how they are kept.

    ``large``: with what lets ``look`` score a few passages only.
    """
    (folder / "dense").mkdir(parents=True, exist_ok=True)
    for name, field in fields.items():
        keys = np.frombuffer(b"".join(field.keys), dtype=np.uint8).reshape(len(field.keys), -1)
        np.save(folder / "dense" / f"{name}.keys.npy", keys, allow_pickle=False)
        np.save(folder / "dense" / f"{name}.rows.npy", field.rows, allow_pickle=False)
        if large:
            Population.of(field.table, field.rows).save(folder / "dense", name)
    return store.add(folder, version, {name: field.table for name, field in fields.items()})


class Dense:
    """The vectors of an opened version, and which of them each passage uses in each field."""

    def __init__(
        self, tables: Mapping[str, VectorTable], rows: Mapping[str, Rows], among: Mapping[str, Population]
    ) -> None:
        self._tables, self._rows, self._among = tables, rows, among

    @classmethod
    def load(cls, folder: Path, version: str, told: Mapping[str, Any], store: VectorStore) -> Dense:
        """Open what ``save`` wrote and ``told``; the hashes of its files were checked before."""
        tables = store.open(folder, version, told)
        rows = {name: mapped(folder / "dense" / f"{name}.rows.npy") for name in tables}
        large = [name for name in tables if (folder / "dense" / f"{name}.mean.npy").is_file()]
        return cls(tables, rows, {name: Population.load(folder / "dense", name) for name in large})

    def look(self, vector: Sequence[float], k: int) -> dict[str, Look]:
        """Return, a field at a time, the cosines with a question's vector; every passage's when ``k`` is 0."""
        query = unit([vector])[0]
        if k == 0:
            cosines = {name: table.cosines(query) for name, table in self._tables.items()}
            return {name: look_at_all(cosines[name][self._rows[name]], 0) for name in cosines}
        return {name: self._look(name, query, k) for name in self._tables}

    def _look(self, name: str, query: Vectors, k: int) -> Look:
        table, rows, among = self._tables[name], self._rows[name], self._among[name]
        found, _ = table.nearest(query, k)
        return Look(
            among.holders(found)[:k],
            lambda asked: table.cosines(query, rows[asked]),
            *among.spread(query),
        )


def known_vectors(folder: Path, version: str, told: Mapping[str, Any], store: VectorStore) -> dict[bytes, Vectors]:
    """Return every vector of a version by key: what the next build can reuse."""
    known: dict[bytes, Vectors] = {}
    for name, table in store.open(folder, version, told).items():
        keys = mapped(folder / "dense" / f"{name}.keys.npy")
        known.update(zip((key.tobytes() for key in keys), table.vectors(), strict=True))
    return known


def key_of(name: str, text: str) -> bytes:
    """Return the key of a text's vector: another encoder gives another key."""
    return hashlib.sha256(f"{name}\0{text}".encode()).digest()


def _field(keys: Sequence[bytes], fresh: Mapping[bytes, Vectors], known: Mapping[bytes, Vectors]) -> Field:
    numbers: dict[bytes, int] = {}
    rows = np.fromiter((numbers.setdefault(key, len(numbers)) for key in keys), dtype=np.int64, count=len(keys))
    found = [fresh[key] if key in fresh else known[key] for key in numbers]
    return Field(list(numbers), np.stack(found), rows)
