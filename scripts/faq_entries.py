"""The made-up entries of ``tests/faq/entries.jsonl``: a part to fit and choose on, a part held out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain import PublishedEntry

ENTRIES = Path("tests/faq/entries.jsonl")


def entries(split: str) -> list[dict[str, Any]]:
    """Return the made-up entries of a part, with what asks for each and what is only near."""
    lines = ENTRIES.read_text("utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["split"] == split]


def published(rows: Sequence[dict[str, Any]]) -> list[PublishedEntry]:
    """Return the entries as they would be published; their numbers are their ranks."""
    return [
        PublishedEntry(
            n, 1, row["question"], tuple(row["phrasings"]), row["answer"], date(2026, 11, 1), "la préfecture"
        )
        for n, row in enumerate(rows, 1)
    ]
