"""The blocks of a page: headings, list items and paragraphs, where each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Glyphs that begin a list item: bullets, dashes, private-use bullets of PDF fonts, emoji.
BULLET = re.compile(
    r"^\s*(?:[•●▪■◦‣⁃·∙○►▶➢➤➔→✓✔❖◆❑☑\uf0b7\uf0a7\uf0d8\uf02d]|[-–—*](?=\s)|[\U0001F300-\U0001FAFF\u2600-\u27bf]\ufe0f?)\s*"
)
_NUMBERED = re.compile(
    r"^\s*(?:(?:[IVX]+|\d{1,2}|[A-Z])[.)]\s+|\d{1,2}(?:\.\d{1,2})+\.?\s+|(?:Article|Titre|Chapitre|Axe|Volet)\s+\w+)"
)


@dataclass(frozen=True)
class Block:
    """``text[start:end]`` of a page: a heading of some level (1…), a list item, or a paragraph."""

    start: int
    end: int
    level: int = 0
    item: bool = False


def marked_blocks(text: str) -> list[Block]:
    """Return the blocks of a text whose headings bear ``#`` and whose items bear ``•``."""
    blocks = []
    for match in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", text):
        start, end = match.span()
        piece = match.group()
        heading = re.match(r"\s*(#{1,6})\s+", piece)
        bullet = BULLET.match(piece)
        if heading:
            blocks.append(Block(start + heading.end(), end, level=len(heading.group(1))))
        elif bullet and bullet.end() < len(piece):
            blocks.append(Block(start + bullet.end(), end, item=True))
        elif piece.strip():
            blocks.append(Block(start + len(piece) - len(piece.lstrip()), end))
    return blocks


def line_blocks(text: str, skipped: frozenset[int]) -> list[Block]:
    """Return the blocks of a page that has lines only (a PDF); lines of ``skipped`` are left out.

    A new block begins at a bullet, at a heading, after an empty line, and after a short
    line that ends a sentence.
    """
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    widths = sorted(len(text[a:b].strip()) for a, b in lines if text[a:b].strip())
    usual = widths[int(len(widths) * 0.75)] if widths else 0
    blocks: list[Block] = []
    open_block: Block | None = None
    previous_end = 0
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if number in skipped or not line.strip():
            continue
        gap = "\n" in text[previous_end:start].replace("\n", "", 1) if previous_end else True
        previous_end = end
        bullet = BULLET.match(line)
        if bullet and bullet.end() < len(line):
            open_block = _close(blocks, open_block, Block(start + bullet.end(), end, item=True))
        elif _is_heading(line, usual, text[end:]):
            level = 2 if _NUMBERED.match(line) else 1 if line.strip().isupper() else 3
            _close(blocks, open_block, None)
            blocks.append(Block(start + len(line) - len(line.lstrip()), end, level=level))
            open_block = None
        elif open_block is None or gap or _ends(text[open_block.start : open_block.end], usual):
            open_block = _close(blocks, open_block, Block(start + len(line) - len(line.lstrip()), end))
        else:
            open_block = Block(open_block.start, end, item=open_block.item)
    _close(blocks, open_block, None)
    return blocks


def _close(blocks: list[Block], block: Block | None, following: Block | None) -> Block | None:
    if block is not None:
        blocks.append(block)
    return following


def _ends(block: str, usual: int) -> bool:
    """Tell whether a block is over: its last line is short and ends a sentence or announces a list."""
    last = block.rstrip().rsplit("\n", 1)[-1].strip()
    return len(last) < 0.8 * usual and last.endswith((".", "!", "?", ":", ";", "»"))


def _is_heading(line: str, usual: int, rest: str) -> bool:
    words = line.strip()
    if not 3 <= len(words) <= 90 or words.endswith((".", ";", ",", "!")) or not rest.strip():
        return False
    if "@" in words or "http" in words or not re.search(r"[A-Za-zÀ-ÿ]{3}", words) or words[0].islower():
        return False
    if _NUMBERED.match(line):
        return True
    letters = [c for c in words if c.isalpha()]
    if sum(c.isupper() for c in letters) / len(letters) > 0.8:
        return True
    following = rest.lstrip("\n").split("\n", 1)[0].strip()
    return len(words) < 0.55 * usual and bool(following) and not following[0].islower() and not words.endswith(":")
