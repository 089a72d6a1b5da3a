"""The address of a passage, and the passages before and after a quote: reading on without going back to the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Passage, Span


@dataclass(frozen=True)
class Around:
    """Where a quote's passage, the one before and the one after are read; empty when there is none."""

    own: str
    previous: str
    following: str


def link_to(passage: Passage, version: str) -> str:
    """Return the address of a passage relative to its document's page, the passage highlighted.

    It goes on leading to the same words when other versions have followed.
    """
    span = passage.locate(0, len(passage.text))[0]
    fixed = f"v={version}&" if version else ""
    return f"?{fixed}p={span.page}&d={span.start}&f={span.end}#{passage.anchor}"


def around(passages: Sequence[Passage], quote: Span, version: str) -> Around:
    """Return what stands around a quote, which may take up several passages, or stand between two."""
    order = sorted(passages, key=lambda passage: (passage.page, passage.runs[0].start))
    inside = [n for n, passage in enumerate(order) if _holds(passage, quote)]
    if inside:
        before, after = inside[0] - 1, inside[-1] + 1
    else:
        after = sum((passage.page, passage.runs[0].start) < (quote.page, quote.start) for passage in order)
        before = after - 1
    return Around(
        own=link_to(order[inside[0]], version) if inside else "",
        previous=link_to(order[before], version) if before >= 0 else "",
        following=link_to(order[after], version) if after < len(order) else "",
    )


def _holds(passage: Passage, quote: Span) -> bool:
    """Tell whether a passage has characters of a quote."""
    spans = passage.locate(0, len(passage.text))
    return any(s.page == quote.page and s.start < quote.end and quote.start < s.end for s in spans)
