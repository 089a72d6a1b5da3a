"""What a peer is given and what it gives back: entries to index, a question to rank them for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

#: A question and how many hits are wanted, to entries and scores, best first.
Search = Callable[[str, int], list[tuple[str, float]]]


@dataclass(frozen=True)
class Entry:
    """An answer of the help desk."""

    id: str
    title: str
    text: str

    @property
    def whole(self) -> str:
        """The title and the text: what a peer reads, as it has no field for a title."""
        return f"{self.title}\n\n{self.text}"


def read_entries(path: Path) -> list[Entry]:
    """Return the entries of a JSONL file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Entry(str(row["id"]), row["title"], row["text"]) for row in rows]


def read_questions(path: Path) -> list[tuple[str, str]]:
    """Return the ids and the texts of a JSONL file of questions."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [(row["id"], row["text"]) for row in rows]
