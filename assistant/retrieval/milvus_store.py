"""The vectors in a Milvus server (or a milvus-lite file): many replicas, one store.

A version is a collection named after it, a field a partition of it. Once it is whole, an
alias is moved to it in one step: whoever reads ``NAME_SCHEME`` sees the old version or the
new. A replica opens the version that its index folder points to and holds no vector.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from assistant.errors import RetrievalError
from assistant.retrieval.fusion import Rows, Scores
from assistant.retrieval.vectors import Vectors, VectorTable
from assistant.texts import text

#: What Milvus answers at once, at most: up to so many rows, every one is scored for each question.
MOST = 16_384
#: Rows sent or asked for in one call (384 numbers each: 3 MB; a call holds 64 MB at most).
AT_ONCE = 2_000
#: Partitions share the collection's numbering: the numbers of a field begin at a multiple of this.
APART = 1 << 40
GRAPH = {"M": 32, "efConstruction": 200}
LOOKED_AT = 256


class MilvusStore:
    """The collections of one scheme in one server, reached at the first call."""

    name = "milvus"
    whole = MOST

    def __init__(self, address: str, token: str, prefix: str, alias: str) -> None:
        self._address, self._token = address, token
        self._prefix, self._alias = prefix, alias
        self._connected: Any = None

    def add(self, folder: Any, version: str, tables: Mapping[str, Vectors]) -> dict[str, Any]:
        """Fill the version's collection, unless it is already whole: its name says what is in it."""
        flat = max(len(table) for table in tables.values()) <= MOST
        kind: dict[str, Any] = {"kind": "flat"} if flat else {"kind": "hnsw", "parameters": {**GRAPH, "ef": LOOKED_AT}}
        told = {name: {"rows": len(tables[name]), "number": number, **kind} for number, name in enumerate(tables)}
        if self.holds(version, told):
            return told
        with self._client() as client:
            collection = self._collection(version)
            client.drop_collection(collection)
            _create(client, collection, next(iter(tables.values())).shape[1], flat)
            for name, table in tables.items():
                client.create_partition(collection, name)
                for first in range(0, len(table), AT_ONCE):
                    begin = told[name]["number"] * APART + first
                    part = enumerate(table[first : first + AT_ONCE], begin)
                    rows = [{"id": number, "vector": vector} for number, vector in part]
                    client.insert(collection, rows, partition_name=name)
            client.flush(collection)
        return told

    def open(self, folder: Any, version: str, told: Mapping[str, Any]) -> dict[str, VectorTable]:
        """Load the version's collection in the server, if it is not yet."""
        collection = self._collection(version)
        if not self.holds(version, told):
            raise RetrievalError(text("errors.index.not_in_store", collection=collection, address=self._address))
        with self._client() as client:
            client.load_collection(collection)
        return {name: MilvusTable(self, collection, name, kept) for name, kept in told.items()}

    def holds(self, version: str, told: Mapping[str, Any]) -> bool:
        """Tell whether the collection is there with all of its rows: a build may have been killed."""
        collection = self._collection(version)
        with self._client() as client:
            if not client.has_collection(collection):
                return False
            client.load_collection(collection)
            found = client.query(collection, filter="", output_fields=["count(*)"])[0]["count(*)"]
        return bool(found == sum(kept["rows"] for kept in told.values()))

    def publish(self, version: str) -> None:
        """Move the alias to the version."""
        with self._client() as client:
            taken = any(
                self._alias in client.list_aliases(name)["aliases"]
                for name in client.list_collections()
                if name.startswith(self._prefix)
            )
            move = client.alter_alias if taken else client.create_alias
            move(self._collection(version), self._alias)

    def published(self) -> str:
        """Return the version that the alias leads to."""
        with self._client() as client:
            return str(client.describe_alias(self._alias)["collection_name"]).removeprefix(f"{self._prefix}_")

    def drop(self, versions: Iterable[str]) -> None:
        """Remove the collections of ``versions``, those that are there."""
        with self._client() as client:
            for version in versions:
                client.drop_collection(self._collection(version))

    def _collection(self, version: str) -> str:
        return f"{self._prefix}_{version}"

    @contextmanager
    def _client(self) -> Iterator[Any]:
        """Yield the client; what it raises becomes one line that names the server."""
        try:
            from pymilvus import MilvusClient  # noqa: PLC0415 - an extra, only when it is chosen
            from pymilvus.exceptions import MilvusException  # noqa: PLC0415
        except ImportError as error:
            raise RetrievalError(text("errors.index.no_pymilvus")) from error
        try:
            if self._connected is None:
                self._connected = MilvusClient(self._address, token=self._token)
            yield self._connected
        except MilvusException as error:
            cause = str(error.message).splitlines()[0] if error.message else type(error).__name__
            raise RetrievalError(text("errors.index.store_failed", address=self._address, cause=cause)) from error


class MilvusTable:
    """The partition of a field."""

    def __init__(self, store: MilvusStore, collection: str, name: str, kept: Mapping[str, Any]) -> None:
        self._store, self._collection, self._name = store, collection, name
        self._first = int(kept["number"]) * APART
        self.size = int(kept["rows"])
        self.whole = kept["kind"] == "flat"

    def nearest(self, vector: Vectors, k: int) -> tuple[Rows, Scores]:
        """Return what the server finds nearest."""
        k = min(k, self.size, MOST)
        settings = {} if self.whole else {"params": {"ef": max(k, LOOKED_AT)}}
        with self._store._client() as client:
            found = client.search(
                self._collection,
                [vector],
                limit=k,
                output_fields=["id"],
                partition_names=[self._name],
                search_params=settings,
            )[0]
        rows = np.array([hit["id"] for hit in found], dtype=np.int64) - self._first
        return rows, np.array([hit["distance"] for hit in found], dtype=np.float64)

    def cosines(self, vector: Vectors, rows: Rows | None = None) -> Scores:
        """Return the server's scores when it scores every row, else those of the rows fetched from it."""
        if rows is None and self.whole:
            found, scores = self.nearest(vector, self.size)
            every = np.zeros(self.size, dtype=np.float64)
            every[found] = scores
            return every
        asked = np.arange(self.size, dtype=np.int64) if rows is None else rows
        if not len(asked):
            return np.zeros(0, dtype=np.float64)
        distinct, places = np.unique(asked, return_inverse=True)
        return np.asarray((self._fetched(distinct) @ vector)[places], dtype=np.float64)

    def vectors(self) -> Vectors:
        """Return every vector."""
        return self._fetched(np.arange(self.size, dtype=np.int64))

    def _fetched(self, rows: Rows) -> Vectors:
        parts: list[Vectors] = []
        for first in range(0, len(rows), AT_ONCE):
            asked = (rows[first : first + AT_ONCE] + self._first).tolist()
            with self._store._client() as client:
                found = client.get(self._collection, asked, output_fields=["vector"], partition_names=[self._name])
            by_number = {row["id"]: row["vector"] for row in found}
            parts.append(np.array([by_number[number] for number in asked], dtype=np.float32))
        return np.concatenate(parts)


def _create(client: Any, collection: str, dimensions: int, flat: bool) -> None:
    from pymilvus import DataType  # noqa: PLC0415

    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimensions)
    index = client.prepare_index_params()
    kind = {"index_type": "FLAT"} if flat else {"index_type": "HNSW", "params": GRAPH}
    index.add_index(field_name="vector", metric_type="IP", **kind)
    # Strong: a replica that opens a version just published must see all of it.
    client.create_collection(collection, schema=schema, index_params=index, consistency_level="Strong")
