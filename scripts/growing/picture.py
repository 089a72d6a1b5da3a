"""The curve of the growth table, as SVG: logarithmic on both sides."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 720, 400, 60, 50, 30, 150
LINES = {
    "p95_ms": ("p95, clock", "#c9191e"),
    "cpu_p95_ms": ("p95, work", "#000091"),
    "cpu_p50_ms": ("p50, work", "#6a6af4"),
}
#: What the issue asks of a million passages, in milliseconds.
LIMIT = 60.0


def curve(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the picture of search times (milliseconds) over passages."""
    counts = [float(row["passages"]) for row in rows]
    left, right = math.floor(math.log10(min(counts))), math.ceil(math.log10(max(counts)))
    right = max(right, left + 1)
    values = [float(row[key]) for row in rows for key in LINES]
    low, high = math.floor(math.log10(max(0.1, min(values)))), math.ceil(math.log10(max([*values, LIMIT])))

    def x(count: float) -> float:
        return LEFT + (math.log10(count) - left) / (right - left) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(value) - low) / (high - low) * (HEIGHT - BOTTOM - TOP)

    marks = [_text(x(10**power), HEIGHT - BOTTOM + 20, f"{10**power:,}", "middle") for power in range(left, right + 1)]
    for power in range(low, high + 1):
        marks.append(_line([(LEFT, y(10**power)), (WIDTH - RIGHT, y(10**power))], "#dddddd"))
        marks.append(_text(LEFT - 8, y(10**power) + 4, f"{10.0**power:g}", "end"))
    marks.append(_line([(LEFT, y(LIMIT)), (WIDTH - RIGHT, y(LIMIT))], "#888888", dashed=True))
    marks.append(_text(WIDTH - RIGHT + 8, y(LIMIT) + 4, f"{LIMIT:g} ms", "start"))
    for number, (key, (name, colour)) in enumerate(LINES.items()):
        marks.append(_line([(x(row["passages"]), y(max(row[key], 10.0**low))) for row in rows], colour, width=2))
        marks.append(_text(WIDTH - RIGHT + 8, TOP + 150 + 18 * number, name, "start", colour))
    marks.append(_text(LEFT, TOP - 12, "search, ms, over passages", "start"))
    marks.insert(0, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>')
    frame = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    inside = "\n".join(marks)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>\n{inside}\n</svg>\n'


def _line(points: Sequence[tuple[float, float]], colour: str, width: int = 1, *, dashed: bool = False) -> str:
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>'


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#333333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{words}</text>'
