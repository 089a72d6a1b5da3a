"""The blocks of a page: headings, list items and paragraphs, where each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Glyphs that begin a list item: bullets, dashes, private-use bullets of PDF fonts, emoji.
BULLET = re.compile(
    r"^\s*(?:[•●▪■◦‣⁃·∙○►▶➢➤➔→✓✔❖◆❑☑⌧\uf0b7\uf0a7\uf0d8\uf02d]|[-–—*](?=\s)"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27bf]\ufe0f?)\s*"
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
