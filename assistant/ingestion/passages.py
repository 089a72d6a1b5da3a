"""Pages cut into passages: paragraphs and list items, each under its headings.

No sentence is ever cut, and a paragraph that runs on to the next page is one passage that
stands on both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Page, Passage
from assistant.ingestion.blocks import Block, marked_blocks
from assistant.ingestion.furniture import contents_titles, furniture, page_lines
from assistant.ingestion.headings import APART
from assistant.ingestion.lines import line_blocks
from assistant.ingestion.normalise import normalise
from assistant.ingestion.sentences import sentences

_FINAL = (".", "!", "?", ":", ";", "…", "»", ")")


@dataclass
class _Trail:
    """The headings above the place that has been reached, and the line that introduces a list."""

    headings: list[tuple[int, str]]
    lead: str = ""
    bare: bool = False

    def enter(self, level: int, title: str) -> None:
        """Go under a heading; of two without a number or a text between them, the second is the narrower."""
        if self.bare and level == APART and self.headings[-1:] and self.headings[-1][0] == APART:
            level += 1
        self.bare = True
        self.headings = [h for h in self.headings if h[0] < level] + [(level, title)]
        self.lead = ""

    def path(self, item: bool) -> tuple[str, ...]:
        titles = tuple(title for _, title in self.headings)
        return (*titles, self.lead) if item and self.lead else titles


def cut(pages: Sequence[Page]) -> list[Passage]:
    """Return the passages of a document's pages, in reading order."""
    trail = _Trail([])
    passages: list[Passage] = []
    for page, blocks, restarts in _blocks(pages):
        if restarts:
            trail.headings.clear()
        for position, block in enumerate(blocks):
            passage = _passage(page, block, trail, position + 1)
            if passage is None:
                continue
            if position == 0 and passages and _goes_on(passages[-1], passage, page.number):
                passages[-1] = _joined(passages[-1], passage)
            else:
                passages.append(passage)
    return [replace(p, sentences=sentences(p.text)) for p in passages]


def _blocks(pages: Sequence[Page]) -> Iterator[tuple[Page, list[Block], bool]]:
    """Yield each page, its blocks, and whether headings start afresh: what precedes the contents is a cover."""
    if not _is_lined(pages):
        yield from ((page, marked_blocks(page.text), False) for page in pages)
        return
    texts = [page.text for page in pages]
    skipped = furniture(texts)
    titles = contents_titles(texts)
    kept = [
        "\n".join(line for i, line in enumerate(page_lines(t)) if i not in out)
        for t, out in zip(texts, skipped, strict=True)
    ]
    for page, out, following in zip(pages, skipped, [*kept[1:], ""], strict=True):
        yield page, line_blocks(page.text, out, titles, following), bool(contents_titles([page.text]))


def _is_lined(pages: Sequence[Page]) -> bool:
    """Tell whether the text comes in lines (a PDF) rather than in blocks set apart."""
    breaks = sum(page.text.count("\n") for page in pages)
    apart = sum(page.text.count("\n\n") for page in pages)
    return apart * 4 < breaks


def _passage(page: Page, block: Block, trail: _Trail, number: int) -> Passage | None:
    """Return the block as a passage; a heading enters the trail instead."""
    text, runs = normalise(page.text, page.number, block.start, block.end)
    if not runs or not any(c.isalnum() for c in text):
        return None
    if block.level:
        trail.enter(block.level, text)
        return None
    headings = trail.path(block.item)
    trail.bare = False
    if not block.item:
        trail.lead = text if text.endswith(":") else ""
    return Passage(f"{page.document_id}/p{page.number}-{number}", page.document_id, text, runs, headings)


def _goes_on(before: Passage, after: Passage, page: int) -> bool:
    """Tell whether a page's first block continues the last block of the page before."""
    return before.page == page - 1 and not before.text.endswith(_FINAL) and after.text[0].islower()


def _joined(before: Passage, after: Passage) -> Passage:
    """Return one passage of two; a word that the page cut by a hyphen keeps it, since no page shows it whole."""
    space = "" if re.search(r"\w[-\u2010]$", before.text) else " "
    at = len(before.text) + len(space)
    runs = tuple(replace(run, at=run.at + at) for run in after.runs)
    return replace(before, text=f"{before.text}{space}{after.text}", runs=(*before.runs, *runs))
