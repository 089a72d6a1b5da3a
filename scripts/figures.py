"""What the benches share: the questions they ask, what they say meanwhile, percentiles, a table that lines up."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path

REFERENCE = Path("tests/reference")


def questions(folder: Path = REFERENCE) -> list[str]:
    """Return the development questions of the reference set."""
    rows = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    return [row["question"] for row in rows if row.get("split", "dev") == "dev"]


def say(words: str) -> None:
    """Tell the person who waits what is being done."""
    print(words, file=sys.stderr, flush=True)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least ``share`` of the values do not exceed.

    Always a value that was measured, never one between two: with few values, an
    interpolated p95 would hide the slowest.
    """
    if not values:
        raise ValueError("no value was measured")
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their heads, the first column to the left and the others to the right."""
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    lines = []
    for row in [heads, *rows]:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join([row[0].ljust(widths[0]), *cells[1:]]).rstrip())
    return "\n".join(lines)
