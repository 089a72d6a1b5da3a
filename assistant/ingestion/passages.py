"""Pages cut into passages: paragraphs and list items, each under its headings.

No sentence is ever cut, and a paragraph that runs on to the next page is one passage that
stands on both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.domain import Page, Passage
from assistant.ingestion.blocks import Block, line_blocks, marked_blocks
from assistant.ingestion.furniture import furniture
from assistant.ingestion.normalise import normalise
from assistant.ingestion.sentences import sentences

_FINAL = (".", "!", "?", ":", ";", "…", "»", ")")


@dataclass
class _Trail:
    """The headings above the place that has been reached, and the line that introduces a list."""

    headings: list[tuple[int, str]]
    lead: str = ""

    def enter(self, level: int, title: str) -> None:
        self.headings = [h for h in self.headings if h[0] < level] + [(level, title)]
        self.lead = ""

    def path(self, item: bool) -> tuple[str, ...]:
        titles = tuple(title for _, title in self.headings)
        return (*titles, self.lead) if item and self.lead else titles


def cut(pages: Sequence[Page]) -> list[Passage]:
    """Return the passages of a document's pages, in reading order."""
    skipped = furniture([page.text for page in pages])
    lined = _is_lined(pages)
    trail = _Trail([])
    passages: list[Passage] = []
    for page, out in zip(pages, skipped, strict=True):
        blocks = line_blocks(page.text, out) if lined else marked_blocks(page.text)
        number = 0
        for position, block in enumerate(blocks):
            number += 1
            passage = _passage(page, block, trail, number)
            if passage is None:
                continue
            if position == 0 and passages and _goes_on(passages[-1], passage, page.number):
                passages[-1] = _joined(passages[-1], passage)
            else:
                passages.append(passage)
    return [replace(p, sentences=sentences(p.text)) for p in passages]


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
    if not block.item:
        trail.lead = text if text.endswith(":") else ""
    return Passage(f"{page.document_id}/p{page.number}-{number}", page.document_id, text, runs, headings)


def _goes_on(before: Passage, after: Passage, page: int) -> bool:
    """Tell whether a page's first block continues the last block of the page before."""
    return before.page == page - 1 and not before.text.endswith(_FINAL) and after.text[0].islower()


def _joined(before: Passage, after: Passage) -> Passage:
    at = len(before.text) + 1
    runs = tuple(replace(run, at=run.at + at) for run in after.runs)
    return replace(before, text=f"{before.text} {after.text}", runs=(*before.runs, *runs))
