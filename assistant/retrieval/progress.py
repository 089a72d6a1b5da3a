"""How a long task says how far it is, without knowing who looks."""

from __future__ import annotations

from collections.abc import Callable

#: Called with the step's name (``read``, ``encode``), what is done and the total.
Progress = Callable[[str, int, int], None]


def quiet(step: str, done: int, total: int) -> None:
    """Say nothing: the default."""
