"""Column charts as the attributes of SVG elements: no style and no script, so that the pages' policy lets them be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: The drawing's size, in its own units.
WIDTH, HEIGHT = 640, 160
#: What is left free between two columns, as a share of a column's place.
GAP = 0.2
#: How high a hidden count is drawn, always the same: its outline says that there is one and not how large.
STUB = 6.0


@dataclass(frozen=True)
class Column:
    """A column: its rectangle, and whether its count is hidden."""

    x: float
    y: float
    width: float
    height: float
    hidden: bool


def columns(bars: Sequence[float | None]) -> list[Column]:
    """Return the columns of counts given as shares of the largest, None for those that are hidden."""
    place = WIDTH / max(1, len(bars))
    drawn = []
    for number, bar in enumerate(bars):
        height = STUB if bar is None else bar * HEIGHT
        x = number * place + place * GAP / 2
        drawn.append(
            Column(round(x, 1), round(HEIGHT - height, 1), round(place * (1 - GAP), 1), round(height, 1), bar is None)
        )
    return drawn
