"""A page of a document, cut for display: its passages as anchored blocks, the quote marked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.domain import Page, Passage, Span
from assistant.ingestion.blocks import BULLET

_HEADING = re.compile(r"#{1,6}\s+")


@dataclass(frozen=True)
class Piece:
    """Some characters of a block, marked when they belong to the quote asked for."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Block:
    """A heading, a passage (an ``item`` of a list or not), or text of no passage (a header, a page number)."""

    kind: str
    pieces: tuple[Piece, ...]
    anchor: str = ""
    item: bool = False


def layout(page: Page, passages: Iterable[Passage], quotes: Sequence[Span]) -> list[Block]:
    """Return the blocks of a page in reading order; together they hold every word of it, bullets aside.

    A passage that began on the page before continues here without its anchor: an
    address has one target.
    """
    blocks: list[Block] = []
    at = 0
    for start, end, anchor in sorted(_stretches(page.number, passages)):
        if start < at:
            continue
        blocks += _between(page.text, at, start, quotes)
        item = bool(blocks) and _is_bullet(blocks[-1])
        if item:
            blocks.pop()
        blocks.append(Block("passage", _pieces(page.text, start, end, quotes), anchor, item))
        at = end
    return blocks + _between(page.text, at, len(page.text), quotes)


def _stretches(number: int, passages: Iterable[Passage]) -> Iterator[tuple[int, int, str]]:
    for passage in passages:
        for span in passage.locate(0, len(passage.text)):
            if span.page == number:
                yield span.start, span.end, passage.anchor if passage.page == number else ""


def _between(words: str, start: int, end: int, quotes: Sequence[Span]) -> list[Block]:
    """Return what stands between passages, a block a line, headings without their marks."""
    blocks = []
    for line in re.finditer(r"\S[^\n]*", words[start:end]):
        first, last = start + line.start(), start + line.end()
        mark = _HEADING.match(words, first, last)
        kind = "heading" if mark else "other"
        blocks.append(Block(kind, _pieces(words, mark.end() if mark else first, last, quotes)))
    return blocks


def _is_bullet(block: Block) -> bool:
    """Tell whether a line is but the bullet of the item that follows, whatever its font calls it."""
    words = "".join(piece.text for piece in block.pieces)
    return block.kind == "other" and BULLET.fullmatch(f"{words.strip()} ") is not None


def _pieces(words: str, start: int, end: int, quotes: Sequence[Span]) -> tuple[Piece, ...]:
    inside = [(max(start, q.start), min(end, q.end)) for q in quotes]
    cuts = sorted({start, end, *(at for pair in inside if pair[0] < pair[1] for at in pair)})
    return tuple(
        Piece(words[a:b], any(first <= a and b <= last for first, last in inside)) for a, b in itertools.pairwise(cuts)
    )
