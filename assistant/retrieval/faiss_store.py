"""The vectors as faiss files in the version's folder: the default back end.

Every vector is in an exact table, read through the page cache (memory-mapped); a large
table has an approximate index beside it, which only says which rows to look at: the
cosines given are always the exact ones.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.fusion import Scores
from assistant.retrieval.vectors import Rows, Vectors, VectorTable

#: How long cells are learned: rounds, and vectors a cell; a quarter of faiss's own, for the same recall.
ROUNDS, LEARNED = 10, 64
#: Rows that short codes propose for each one asked for, and at least: exact cosines then choose among them.
WIDER, LEAST = 3, 600


@dataclass(frozen=True)
class Kind:
    """How the rows nearest a question are found: all compared (``flat``), or those of the nearest cells (``ivf``)."""

    kind: str
    factory: str = ""
    parameters: Mapping[str, int] | None = None


@dataclass(frozen=True)
class FaissStore:
    """Exact up to ``exact`` rows, then cells of rows in short codes, half of the cells looked at.

    On the vectors of ``make growth``, 40,000 rows are compared in 4 ms. For 100,000, cells
    (IVF, codes of 4 bits for 2 numbers) find 98.3 % of the ten nearest in 0.5 ms, a graph
    (HNSW32) 98.2 % in 1.6 ms; for a million, 99.6 % in 4 ms, with codes of a byte a number
    97.8 % in 14 ms, and a graph takes half an hour to build: cells it is, at every size.
    """

    exact: int = 40_000
    name: str = "faiss"

    @property
    def whole(self) -> int:
        """Return the rows up to which all are compared."""
        return self.exact

    def kind(self, rows: int, dimensions: int) -> Kind:
        """Return how a table of ``rows`` is searched."""
        if rows <= self.exact:
            return Kind("flat")
        cells = 1 << round(np.log2(rows**0.5))
        codes = "SQ8" if dimensions % 2 else f"PQ{dimensions // 2}x4fsr"
        return Kind("ivf", f"IVF{cells},{codes}", {"nprobe": cells // 2})

    def add(self, folder: Path, version: str, tables: Mapping[str, Vectors]) -> dict[str, Any]:
        """Write ``dense/NAME.faiss`` and, for a large table, ``dense/NAME.near.faiss``."""
        import faiss  # noqa: PLC0415 - only when vectors are kept here

        (folder / "dense").mkdir(parents=True, exist_ok=True)
        told: dict[str, Any] = {}
        for name, table in tables.items():
            kind = self.kind(*table.shape)
            exact = faiss.IndexFlatIP(table.shape[1])
            exact.add(table)
            _write(folder / "dense" / f"{name}.faiss", exact)
            del exact
            if kind.factory:
                _write(folder / "dense" / f"{name}.near.faiss", _approximate(kind, table))
            told[name] = {"rows": len(table), **asdict(kind)}
        return told

    def open(self, folder: Path, version: str, told: Mapping[str, Any]) -> dict[str, VectorTable]:
        """Map the files into memory."""
        return {name: FaissTable(folder / "dense", name, kept) for name, kept in told.items()}

    def holds(self, version: str, told: Mapping[str, Any]) -> bool:
        """Tell that they are there: the manifest answers for the files."""
        return True

    def publish(self, version: str) -> None:
        """Do nothing: the index folder's pointer publishes files."""

    def drop(self, versions: Iterable[str]) -> None:
        """Do nothing: vectors go with their folder."""


class FaissTable:
    """The exact table of a field and, if it is large, the index that looks up where to look."""

    def __init__(self, folder: Path, name: str, kept: Mapping[str, Any]) -> None:
        import faiss  # noqa: PLC0415

        # One thread a question: many are answered at once, and pools of threads slow each other down.
        faiss.omp_set_num_threads(1)
        self._faiss = faiss
        self._exact: Any = faiss.read_index(str(folder / f"{name}.faiss"), faiss.IO_FLAG_MMAP_IFC)
        self.size = int(self._exact.ntotal)
        self.whole = kept["kind"] == "flat"
        self._every: Rows = np.arange(self.size if self.whole else 0, dtype=np.int64)
        self._near = self._exact if self.whole else _opened(folder / f"{name}.near.faiss", kept)

    def nearest(self, vector: Vectors, k: int) -> tuple[Rows, Scores]:
        """Return the ``k`` nearest rows, in the order of their exact cosines."""
        wanted = k if self.whole else max(WIDER * k, LEAST)
        _, rows = self._near.search(vector[None], min(wanted, self.size))
        found = np.asarray(rows[0][rows[0] >= 0], dtype=np.int64)
        cosines = self.cosines(vector, found)
        order = np.argsort(-cosines, kind="stable")[:k]
        return found[order], cosines[order]

    def cosines(self, vector: Vectors, rows: Rows | None = None) -> Scores:
        """Return exact cosines: the same numbers as a search of the exact table gives, without sorting it."""
        if rows is None:
            rows = self._every if self.whole else np.arange(self.size, dtype=np.int64)
        query, asked = np.ascontiguousarray(vector, dtype=np.float32), np.ascontiguousarray(rows, dtype=np.int64)
        found = np.empty(len(asked), dtype=np.float32)
        pointer = self._faiss.swig_ptr
        if not len(asked):  # which faiss refuses
            return np.empty(0, dtype=np.float64)
        self._exact.compute_distance_subset(1, pointer(query), len(asked), pointer(found), pointer(asked))
        return found.astype(np.float64)

    def vectors(self) -> Vectors:
        """Return every vector."""
        return np.asarray(self._exact.reconstruct_n(0, self.size), dtype=np.float32)


def _approximate(kind: Kind, table: Vectors) -> Any:
    import faiss  # noqa: PLC0415

    index: Any = faiss.index_factory(table.shape[1], kind.factory, faiss.METRIC_INNER_PRODUCT)
    faiss.omp_set_num_threads(len(os.sched_getaffinity(0)))
    index.cp.niter, index.cp.max_points_per_centroid = ROUNDS, LEARNED
    index.train(table)
    index.add(table)
    return index


def _opened(path: Path, kept: Mapping[str, Any]) -> Any:
    import faiss  # noqa: PLC0415

    index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    index.nprobe = kept["parameters"]["nprobe"]
    return index


def _write(path: Path, index: Any) -> None:
    import faiss  # noqa: PLC0415

    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:  # a full disk, say
        raise OSError(errno.EIO, str(error)) from error
