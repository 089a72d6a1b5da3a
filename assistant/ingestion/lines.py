"""The blocks of a page that has lines only: a PDF, or what OCR read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingestion.blocks import BULLET, Block
from assistant.ingestion.headings import STACKED, Layout, Line, heading_level, heading_size, is_step

#: The share of a page's usual width under which a line that ends a sentence ends its paragraph.
ENDED = 0.8


def line_blocks(
    text: str, skipped: frozenset[int], titles: frozenset[str] = frozenset(), following: str = ""
) -> list[Block]:
    """Return the blocks of a page; its lines of ``skipped`` are left out.

    ``titles`` are those that the document's contents list. ``following`` is the text of the
    next page: the last line of a page may be the heading of what stands there. A block
    begins at a bullet, a number, a heading, after an empty line, and after a short line
    that ends a sentence.
    """
    lines = _lines(text, skipped)
    usual = _usual(lines)
    layout = Layout(usual, any(line.gap for line in lines[1:]), titles)
    after = _lines(following, frozenset())[:STACKED]
    blocks: list[Block] = []
    open_block = False
    at = 0
    while at < len(lines):
        line = lines[at]
        previous = text[blocks[-1].start : blocks[-1].end] if open_block else ""
        listed = is_step(line.text) and is_step(previous) and not line.gap
        size = 0 if listed else min(heading_size([*lines[at:], *after], layout), len(lines) - at)
        bullet = BULLET.match(line.text)
        if size:
            blocks.append(Block(line.start, lines[at + size - 1].end, level=heading_level(line.text)))
        elif bullet and bullet.end() < len(line.text):
            blocks.append(Block(line.start + bullet.end(), line.end, item=True))
        elif is_step(line.text):
            blocks.append(Block(line.start, line.end, item=True))
        elif not open_block or line.gap or _ended(previous, usual):
            blocks.append(Block(line.start, line.end))
        else:
            blocks[-1] = Block(blocks[-1].start, line.end, item=blocks[-1].item)
        open_block = not size
        at += size or 1
    return blocks


def _lines(text: str, skipped: frozenset[int]) -> list[Line]:
    """Return the lines that hold something, less those ``skipped``, each begun at its first word."""
    lines = []
    reached = 0
    for number, match in enumerate(re.finditer(r"[^\n]+", text)):
        words = match.group().strip()
        if number in skipped or not words:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        lines.append(Line(start, match.end(), words, text.count("\n", reached, match.start()) > 1))
        reached = match.end()
    return lines


def _usual(lines: Sequence[Line]) -> int:
    widths = sorted(len(line.text) for line in lines)
    return widths[int(len(widths) * 0.75)] if widths else 0


def _ended(block: str, usual: int) -> bool:
    """Tell whether a block is over: its last line is short and ends a sentence or announces a list."""
    last = block.rstrip().rsplit("\n", 1)[-1].strip()
    return len(last) < ENDED * usual and last.endswith((".", "!", "?", ":", ";", "»"))
