"""Many texts encoded by two cores at once: an index being built, never a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Vector = TypeVar("_Vector")


def on_two_cores(encode: Callable[[list[str]], Sequence[_Vector]], texts: list[str], many: int) -> list[_Vector]:
    """Return what ``encode`` gives for ``texts``, from ``many`` texts on by halves side by side.

    ``encode`` must have loaded its model before; products of matrices leave Python's lock.
    """
    if len(texts) < many:
        return list(encode(texts))
    half = len(texts) // 2
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(encode, (texts[:half], texts[half:]))
    return [*first, *second]
