"""What is known of the cosines of all passages with any question, without computing them.

The mean cosine with a question is its product with the mean vector, the variance its
product with the vectors' covariance on both sides: both exact, for the price of one small
matrix. With them a few candidates are standardised as among all passages (see fusion).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.fusion import Rows
from assistant.retrieval.storage import mapped
from assistant.retrieval.vectors import Vectors

#: Vectors multiplied at once while building.
AT_ONCE = 50_000
#: Passages looked at under one text: a heading over thousands says nothing of which of them answers.
UNDER = 20


@dataclass(frozen=True)
class Population:
    """The mean and covariance of a field's vectors, each counted as often as passages have it; and whose each is."""

    mean: NDArray[np.float64]
    covariance: NDArray[np.float64]
    begins: Rows
    owners: Rows

    @classmethod
    def of(cls, table: Vectors, rows: Rows) -> Population:
        """Return that of the vectors ``table[rows]``, one a passage."""
        times = np.bincount(rows, minlength=len(table)).astype(np.float64)
        mean = np.asarray((times / len(rows)) @ table, dtype=np.float64)
        squares = np.zeros((table.shape[1], table.shape[1]), dtype=np.float64)
        for first in range(0, len(table), AT_ONCE):
            part = table[first : first + AT_ONCE] - mean
            squares += (part * times[first : first + AT_ONCE, None]).T @ part
        owners = np.argsort(rows, kind="stable").astype(np.int64)
        begins = np.concatenate([[0], np.cumsum(times)]).astype(np.int64)
        return cls(mean, squares / len(rows), begins, owners)

    def spread(self, query: Vectors) -> tuple[float, float]:
        """Return the mean and deviation of the cosines of all passages with ``query``."""
        variance = float(query @ self.covariance @ query)
        return float(query @ self.mean), max(0.0, variance) ** 0.5

    def holders(self, rows: Rows) -> Rows:
        """Return the first passages that have each of ``rows``, in the order of ``rows``."""
        lists = [self.owners[self.begins[row] : min(self.begins[row + 1], self.begins[row] + UNDER)] for row in rows]
        return np.concatenate(lists) if lists else np.zeros(0, dtype=np.int64)

    def save(self, folder: Path, name: str) -> None:
        """Write the arrays of the field called ``name``."""
        for part, array in vars(self).items():
            np.save(folder / f"{name}.{part}.npy", array, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, name: str) -> Population:
        """Map what ``save`` wrote."""
        return cls(*(mapped(folder / f"{name}.{part}.npy") for part in ("mean", "covariance", "begins", "owners")))
