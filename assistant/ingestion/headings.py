"""Which lines of a PDF are headings, and of what level: nothing marks them there.

Taking text for a heading loses it (headings lead passages and are not passages), so a
line is one only when the document's contents list it, or when it looks like one and what
follows reads like the text that it announces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingestion.blocks import BULLET
from assistant.ingestion.furniture import title_key

#: How French administrative texts number their parts, from the widest to the narrowest.
_NUMBERINGS = (
    re.compile(
        r"^\s*(?:[IVX]+\s?[.)–-]\s+|(?i:titre|chapitre|axe|volet|partie|annexe)\s+(?:n°\s?)?[\dIVXA-E]+\b|Annexes\s*$)"
    ),
    re.compile(r"^\s*(?:\d{1,2}\s?[.)]\s*(?=[A-ZÀ-Ý«])|[A-H][.)]\s+|(?i:article)\s+(?:\d|premier|[IVX]+\b))"),
    re.compile(r"^\s*(?:\d{1,2}\.\d{1,2}\.?\s+|[a-h][.)]\s+(?=[A-ZÀ-Ý]))"),
    re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){2,}\.?\s+"),
)
#: The level of a heading that has no number and only stands apart: below all others.
APART = len(_NUMBERINGS) + 2
_STEP = re.compile(r"^\s*\d{1,2}\s?[.)]\s*(?=[A-ZÀ-Ý«])")
_SENTENCE_END = (".", "!", ";", ":", "…")
#: The shares of a page's usual width under which a line is short, and from which it is prose.
SHORT, PROSE = 0.55, 0.7
#: How many lines may make one heading, and how many headings may stand one above the other.
STACKED = 3


@dataclass(frozen=True)
class Line:
    """A line that holds something; ``gap`` tells that an empty line comes before it."""

    start: int
    end: int
    text: str
    gap: bool


@dataclass(frozen=True)
class Layout:
    """What a page's lines are compared with: its usual width, its gaps, the titles of the contents."""

    usual: int
    spaced: bool
    titles: frozenset[str] = frozenset()


def heading_size(lines: Sequence[Line], layout: Layout) -> int:
    """Return how many of the first lines make a heading: 0 when the first is not one."""
    first = lines[0].text.strip()
    if BULLET.match(first) or first.endswith((".", ";", ",", "!")) or (first[0].islower() and numbering(first) is None):
        return 0
    for size in range(1, min(STACKED, len(lines)) + 1):
        if title_key("".join(line.text for line in lines[:size])) in layout.titles:
            return size
    if not _may_head(first) or (numbering(first) is None and not _apart(lines[0], lines[1:3], layout)):
        return 0
    if len(lines) > 1 and numbering(first) is not None and numbering(lines[1].text) == numbering(first):
        return 0
    size = 1
    while _in_capitals(first) and size < min(STACKED, len(lines)) and _goes_on(lines[size]):
        size += 1
    return size if _announced(lines[size:], layout, STACKED) else 0


def heading_level(line: str) -> int:
    """Return the level of a heading: capitals, then by its numbering, then what only stands apart."""
    number = numbering(line)
    if number is not None:
        return number + 2
    return 1 if _in_capitals(line) else APART


def numbering(line: str) -> int | None:
    """Return how a line is numbered: 0 for « I. », 1 for « 1. », 2 for « 1.1 » or « a. », None when it is not."""
    return next((rank for rank, pattern in enumerate(_NUMBERINGS) if pattern.match(line)), None)


def is_step(line: str) -> bool:
    """Tell whether a line begins like an item of a numbered list."""
    return bool(_STEP.match(line))


def _may_head(words: str) -> bool:
    """Tell whether words could be a heading, whatever stands around them."""
    if not 3 <= len(words) <= 90 or not re.search(r"[^\W\d_]{3}", words) or re.search(r"@|http|€|^[\[(]", words):
        return False
    return numbering(words) is not None or not (words[0].islower() or words.endswith((*_SENTENCE_END, ",")))


def _apart(line: Line, below: Sequence[Line], layout: Layout) -> bool:
    """Tell whether an unnumbered line stands out: in capitals, or short, without figures, after a gap.

    A name above an address heads nothing: it belongs with the address.
    """
    words = line.text.strip()
    if _in_capitals(words):
        return True
    if any("@" in near.text for near in below):
        return False
    short = len(words) < SHORT * layout.usual and not re.search(r"\d|\s:\s", words)
    return short and (line.gap or not layout.spaced)


def _goes_on(line: Line) -> bool:
    return not line.gap and _in_capitals(line.text) and _may_head(line.text.strip()) and numbering(line.text) is None


def _in_capitals(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 5 and sum(c.isupper() for c in letters) / len(letters) > 0.8


def _announced(lines: Sequence[Line], layout: Layout, depth: int) -> bool:
    """Tell whether lines read like what a heading announces: prose, a list, or a heading of their own."""
    if not lines or not depth:
        return False
    words = lines[0].text.strip()
    if BULLET.match(words) or is_step(words):
        return True
    if words[0].islower():
        return False
    if words.endswith(_SENTENCE_END) or len(words) >= PROSE * layout.usual:
        return True
    return _may_head(words) and not re.search(r"\d", words) and _announced(lines[1:], layout, depth - 1)
