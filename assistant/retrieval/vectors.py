"""What a vector back end does: keep the vectors of a version and find those nearest a question's.

The rest of a version (texts, words, letters) is files in the index folder whatever the
back end, so that moving the vectors to a distributed engine is one setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.fusion import Scores

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]


class VectorTable(Protocol):
    """The unit vectors of one field of an opened version; rows are numbered as they were added, from 0."""

    @property
    def size(self) -> int:
        """Return the number of rows."""

    @property
    def whole(self) -> bool:
        """Tell whether every row can be scored for each question: nothing is then approximated."""

    def nearest(self, vector: Vectors, k: int) -> tuple[Rows, Scores]:
        """Return the ``k`` rows nearest a unit vector (fewer when there are fewer) and their cosines, best first."""

    def cosines(self, vector: Vectors, rows: Rows | None = None) -> Scores:
        """Return the exact cosine of each of ``rows`` with a unit vector; of every row when None."""

    def vectors(self) -> Vectors:
        """Return every vector, in the order of the rows: what the next build can reuse."""


class VectorStore(Protocol):
    """A back end: one table a field and version, and one version published."""

    @property
    def name(self) -> str:
        """Return what the manifest calls it: a version built on one back end is not opened on another."""

    @property
    def whole(self) -> int:
        """Return the most rows of a table of which every one can be scored for each question."""

    def add(self, folder: Path, version: str, tables: Mapping[str, Vectors]) -> dict[str, Any]:
        """Keep the unit vectors of each field and return how, for the manifest.

        ``folder`` is the version's, being filled aside: a back end with files puts them there.
        """

    def open(self, folder: Path, version: str, told: Mapping[str, Any]) -> dict[str, VectorTable]:
        """Return the tables of a version by field; ``told`` is what ``add`` returned, read in the manifest.

        Raises RetrievalError when the back end does not hold them or can't be reached.
        """

    def holds(self, version: str, told: Mapping[str, Any]) -> bool:
        """Tell whether the vectors of a version whose files are sound are all there."""

    def publish(self, version: str) -> None:
        """Make a version the published one in one step, before the index folder's pointer moves to it."""

    def drop(self, versions: Iterable[str]) -> None:
        """Remove ``versions``, whose folders were just removed."""


def unit(vectors: Any) -> Vectors:
    """Return ``vectors`` as rows of length 1; a row of zeros stays one."""
    table = np.asarray(vectors, dtype=np.float32)
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    return np.asarray(table / np.where(norms == 0, 1, norms), dtype=np.float32)
