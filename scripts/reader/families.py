"""The made-up families read: three documents on one subject and the questions asked of all three.

The same question is settled by one document and not by another, so that nothing in its wording
says whether it has an answer: only reading does. ``PROMPT.md`` is what the writers were asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "families"
_DOCUMENT = re.compile(r"## ([A-D]) *[:|] *(.+)")
_PARAGRAPH = re.compile(r"\[(\d+)\] *(.+)")
_SETTLED = re.compile(r"(\d+) *[«\"“] *(.+?) *[»\"”]$")
_NOT = re.compile(r"- *(\d*)$")
#: One family in so many is kept apart, to be judged on.
HELD_OUT_OF = 16


@dataclass(frozen=True)
class Label:
    """What a document does for a question: the place of the paragraph, and the words that settle it if it does."""

    place: int | None
    words: str


@dataclass
class Document:
    """A document: its paragraphs under their headings, and what it does for each question asked."""

    family: str
    paragraphs: list[tuple[str, str]] = field(default_factory=list)
    asked: list[tuple[str, Label]] = field(default_factory=list)
    held_out: bool = False

    def read(self, place: int) -> str:
        """Return a paragraph as the product reads it: after its heading."""
        heading, text = self.paragraphs[place]
        return f"{heading}. {text}" if heading else text


def families(folder: Path = FOLDER) -> Iterator[Document]:
    """Yield the documents of every family. Raises ValueError for a line that can't be read, with its place."""
    for number, path in enumerate(sorted(folder.glob("*.txt"))):
        documents = _family(path)
        for document in documents:
            document.held_out = number % HELD_OUT_OF == 0
        yield from documents


def _family(path: Path) -> list[Document]:
    documents: dict[str, Document] = {}
    current: Document | None = None
    heading = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        if found := _DOCUMENT.match(line):
            current, heading = documents.setdefault(found[1], Document(path.stem)), ""
        elif line.startswith("## Q"):
            current = None
        elif current is None:
            _question(line, list(documents.values()), f"{path}:{number}")
        elif line.startswith("### "):
            heading = line[4:].strip()
        elif found := _PARAGRAPH.match(line):
            current.paragraphs.append((heading, found[2]))
        else:
            under, text = current.paragraphs[-1]
            current.paragraphs[-1] = (under, f"{text}\n{line}")
    return list(documents.values())


def _question(line: str, documents: list[Document], where: str) -> None:
    question, *cells = (cell.strip() for cell in line.split("||"))
    if len(cells) != len(documents):
        raise ValueError(f"{where}: {len(cells)} labels for {len(documents)} documents")
    for document, cell in zip(documents, cells, strict=True):
        if found := _SETTLED.match(cell):
            document.asked.append((question, Label(int(found[1]) - 1, found[2])))
        elif found := _NOT.match(cell):
            document.asked.append((question, Label(int(found[1]) - 1 if found[1] else None, "")))
        else:
            raise ValueError(f'{where}: neither `3 "words"` nor `- 3` nor `-`: {cell[:60]}')


def stretch_of(text: str, words: str) -> tuple[int, int] | None:
    """Return where ``words`` stand in ``text``, whatever the spaces and the apostrophes."""
    pattern = r"\s+".join(re.escape(word) for word in words.replace("’", "'").split())
    found = re.search(pattern.replace("'", "['’]"), text, re.IGNORECASE)
    return found.span() if found else None
