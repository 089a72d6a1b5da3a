"""Passages ranked by meaning: the inner product of unit vectors (faiss).

Texts that recur (a heading above ten passages) are encoded and stored once. Each vector
is kept under the hash of its text and encoder, so that a rebuild only encodes new words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import faiss
import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.retrieval.fusion import Scores
from assistant.retrieval.progress import Progress, quiet
from assistant.retrieval.storage import sha256, write

Vectors = NDArray[np.float32]
BATCH = 32


class Dense:
    """Unit vectors of distinct texts, and which of them each passage uses in each field."""

    def __init__(self, index: faiss.Index, keys: Sequence[str], fields: Mapping[str, list[int]]) -> None:
        # One thread: tables are small, and two thread pools (torch has its own) slow each other down.
        faiss.omp_set_num_threads(1)
        self._index = index
        self._keys = list(keys)
        self._fields = {name: np.array(rows, dtype=np.int64) for name, rows in fields.items()}

    @classmethod
    def build(
        cls,
        fields: Mapping[str, Sequence[str]],
        embedder: Embeddings,
        name: str,
        known: Mapping[str, Vectors],
        progress: Progress = quiet,
    ) -> Dense:
        """Encode the texts of ``fields``, taking the vectors already ``known`` by key."""
        distinct = {key_of(name, text): text for texts in fields.values() for text in texts}
        keys = sorted(distinct)
        new = [key for key in keys if key not in known]
        vectors = dict(known)
        for first in range(0, len(new), BATCH):
            batch = new[first : first + BATCH]
            encoded = _unit(embedder.embed_documents([distinct[key] for key in batch]))
            vectors.update(zip(batch, encoded, strict=True))
            progress("encode", min(first + BATCH, len(new)), len(new))
        table = np.stack([vectors[key] for key in keys])
        index = faiss.IndexFlatIP(table.shape[1])
        index.add(table)
        row = {key: number for number, key in enumerate(keys)}
        return cls(index, keys, {f: [row[key_of(name, t)] for t in texts] for f, texts in fields.items()})

    def save(self, folder: Path) -> None:
        """Write the vectors as a faiss file, the keys and fields as JSON."""
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / "vectors.faiss", faiss.serialize_index(self._index).tobytes())
        fields = {name: rows.tolist() for name, rows in self._fields.items()}
        write(folder / "rows.json", json.dumps({"keys": self._keys, "fields": fields}).encode())

    @classmethod
    def load(cls, folder: Path) -> Dense:
        """Read what ``save`` wrote; its hashes were checked before."""
        data = np.frombuffer((folder / "vectors.faiss").read_bytes(), dtype=np.uint8)
        rows = json.loads((folder / "rows.json").read_bytes())
        return cls(faiss.deserialize_index(data), rows["keys"], rows["fields"])

    def vectors(self) -> dict[str, Vectors]:
        """Return every vector by key: what the next build can reuse."""
        table = self._index.reconstruct_n(0, self._index.ntotal)
        return dict(zip(self._keys, table, strict=True))

    def scores(self, vector: Sequence[float]) -> dict[str, Scores]:
        """Return the cosine of every passage with a question's vector, a field at a time."""
        found, order = self._index.search(_unit([vector]), self._index.ntotal)
        cosines = np.empty(self._index.ntotal, dtype=np.float64)
        cosines[order[0]] = found[0]
        return {name: cosines[rows] for name, rows in self._fields.items()}


def key_of(name: str, text: str) -> str:
    """Return the key of a text's vector: another encoder gives another key."""
    return sha256(f"{name}\0{text}".encode())


def _unit(vectors: Sequence[Sequence[float]]) -> Vectors:
    table = np.asarray(vectors, dtype=np.float32)
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    return np.asarray(table / np.where(norms == 0, 1, norms), dtype=np.float32)
