"""Many texts encoded by two cores at once: an index being built, never a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from threadpoolctl import threadpool_limits

_Vector = TypeVar("_Vector")


def on_two_cores(encode: Callable[[list[str]], Sequence[_Vector]], texts: list[str], many: int) -> list[_Vector]:
    """Return what ``encode`` gives for ``texts``, from ``many`` texts on by halves side by side.

    ``encode`` must have loaded its model before; products of matrices leave Python's lock.
    """
    if len(texts) < many:
        return list(encode(texts))
    half = len(texts) // 2
    # A thread for each half: those of the products of matrices would only stand in each other's way.
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(2) as pool:
        first, second = pool.map(encode, (texts[:half], texts[half:]))
    return [*first, *second]
