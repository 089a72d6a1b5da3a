"""A quote shown on the picture of its page: its lines tinted like a marker's, a box around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

#: The marker's yellow, that of the quote in the page's text; the blue of the box.
TINT, LINE = (255, 233, 168), (11, 74, 143)
#: Pixels: the line's width, and the room that it leaves around the words.
WIDTH, ROOM = 3, 3


class Box(NamedTuple):
    """A rectangle of pixels, its origin at the top left."""

    left: int
    top: int
    right: int
    bottom: int


def mark(pixels: Any, lines: Iterable[Box]) -> None:
    """Tint the lines of a quote on a picture, red, green and blue, and box those that follow each other together."""
    height, width, _ = pixels.shape
    inside = [box for box in (_within(line, width, height) for line in lines) if box is not None]
    for box in inside:
        part = pixels[box.top : box.bottom, box.left : box.right]
        part[:] = (part.astype(np.uint16) * np.array(TINT, np.uint16) // 255).astype(np.uint8)
    for box in together(inside):
        _frame(pixels, _within(_grown(box, ROOM + WIDTH), width, height) or box)


def together(lines: Sequence[Box]) -> list[Box]:
    """Return a box around each run of lines that stand one under the other; a column apart is another box."""
    boxes: list[Box] = []
    for line in lines:
        last = boxes[-1] if boxes else None
        if last is not None and _follows(last, line):
            boxes[-1] = Box(
                min(last.left, line.left), last.top, max(last.right, line.right), max(last.bottom, line.bottom)
            )
        else:
            boxes.append(line)
    return boxes


def _follows(box: Box, line: Box) -> bool:
    """Tell whether a line goes on with a box: on its last line, or close under it and on the same column."""
    tall = line.bottom - line.top
    same_line = line.top < box.bottom and line.bottom > box.bottom - 2 * tall and line.left - box.right < 3 * tall
    under = -tall <= line.top - box.bottom <= 1.5 * tall and line.left < box.right and line.right > box.left
    return line.top >= box.top - tall and (same_line or under)


def _grown(box: Box, by: int) -> Box:
    return Box(box.left - by, box.top - by, box.right + by, box.bottom + by)


def _within(box: Box, width: int, height: int) -> Box | None:
    """Return the part of a box that is on the picture, None when there is none."""
    inside = Box(max(0, box.left), max(0, box.top), min(width, box.right), min(height, box.bottom))
    return inside if inside.left < inside.right and inside.top < inside.bottom else None


def _frame(pixels: Any, box: Box) -> None:
    part = pixels[box.top : box.bottom, box.left : box.right]
    part[:WIDTH] = part[-WIDTH:] = part[:, :WIDTH] = part[:, -WIDTH:] = LINE
