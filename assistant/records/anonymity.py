"""Counts that are shown without telling on a few people: small ones are hidden, and no total gives them away.

A count from 1 to 4 is said to be under 5. When what remains of a known total would tell what was hidden, another
count is hidden too, until the total leaves each hidden one more than one value.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

#: The smallest count that is shown; below it only a zero is.
LEAST = 5


@dataclass(frozen=True)
class Cell:
    """A count to show: ``value`` is None when it is hidden, ``few`` tells whether for being under 5."""

    value: int | None
    few: bool = False


@dataclass(frozen=True)
class Counts:
    """Counts in order, and their total; ``total`` is hidden when it would tell what they are."""

    cells: tuple[Cell, ...]
    total: Cell


def hidden(counts: Sequence[int], known: Sequence[Collection[int]] = ()) -> Counts:
    """Return counts with the small ones hidden; ``known`` are the places of counts whose sum is told elsewhere."""
    shy = {place for place, count in enumerate(counts) if 0 < count < LEAST}
    whole = range(len(counts))
    groups = [group for group in known if sum(counts[place] for place in group) >= LEAST]
    told = sum(counts) == 0 or sum(counts) >= LEAST
    growing = True
    while growing:
        growing = False
        for group in (whole, *groups) if told else groups:
            if _tells(counts, group, shy):
                more = _next(counts, group, shy)
                told = told and not (more is None and group is whole)
                if more is not None:
                    shy.add(more)
                    growing = True
    cells = tuple(_cell(count, place in shy) for place, count in enumerate(counts))
    return Counts(cells, _cell(sum(counts), not told))


def _cell(count: int, hide: bool) -> Cell:
    return Cell(None, count < LEAST) if hide else Cell(count)


def _tells(counts: Sequence[int], group: Collection[int], shy: set[int]) -> bool:
    """Tell whether the sum of a group leaves one of its hidden counts a single value."""
    held = [counts[place] for place in group if place in shy]
    if not held:
        return False
    least = sum(min(count, 1) if count < LEAST else LEAST for count in held)
    open_ended = any(count >= LEAST for count in held)
    most = (LEAST - 1) * len(held)
    return len(held) == 1 or sum(held) == least or (not open_ended and sum(held) == most)


def _next(counts: Sequence[int], group: Collection[int], shy: set[int]) -> int | None:
    """Return the smallest count of a group still shown, a zero only for want of others; None when all are hidden."""
    shown = [place for place in group if place not in shy]
    return min(shown, key=lambda place: (counts[place] == 0, counts[place]), default=None)
