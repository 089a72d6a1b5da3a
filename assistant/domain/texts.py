"""What is quoted: documents, pages, passages, validated answers, and the citations cut from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Origin(StrEnum):
    """Where the words of a document come from: shown beside every quote."""

    OFFICIAL = "official"
    SYNTHESIS = "synthesis"
    FAQ = "faq"


@dataclass(frozen=True)
class Document:
    """One text of the corpus. ``stands_in_for`` names the missing original of a synthesis."""

    id: str
    title: str
    issuer: str
    date: date
    origin: Origin
    path: str
    sha256: str
    stands_in_for: str | None = None


@dataclass(frozen=True)
class Page:
    """The text of a page exactly as extracted; ``number`` counts from 1."""

    document_id: str
    number: int
    text: str

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"page number {self.number} of {self.document_id}: pages count from 1")


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of a page's text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True)
class Run:
    """``length`` characters of a normalised text, from ``at``, stand unchanged in a page from ``start``.

    Characters between two runs were made by normalisation (a folded line break, the
    second letter of a ligature); they belong to the gap between the runs' originals.
    """

    at: int
    page: int
    start: int
    length: int


@dataclass(frozen=True)
class Passage:
    """A paragraph or a list item: the unit that is searched.

    ``text`` is normalised for reading and searching (no broken words, single spaces); ``runs`` leads each stretch
    of it back to the pages' own characters. ``sentences`` are offsets into ``text``: quotes are cut there and nowhere
    else. ``id`` is ``<document>/p<page>-<n>``; it is stable when other pages change.
    """

    id: str
    document_id: str
    text: str
    runs: tuple[Run, ...]
    headings: tuple[str, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()

    @property
    def page(self) -> int:
        """The page on which the passage begins."""
        return self.runs[0].page

    @property
    def anchor(self) -> str:
        """The fragment of the passage in its document's web page."""
        return self.id.split("/", 1)[1]

    def locate(self, start: int, end: int) -> tuple[Span, ...]:
        """Return where ``text[start:end]`` stands in the pages: one span a page, in order."""
        spans: dict[int, Span] = {}
        for run in self.runs:
            first, last = max(start, run.at), min(end, run.at + run.length)
            if first >= last:
                continue
            raw = (run.start + first - run.at, run.start + last - run.at)
            known = spans.get(run.page)
            if known is not None:
                raw = (min(raw[0], known.start), max(raw[1], known.end))
            spans[run.page] = Span(run.page, *raw)
        return tuple(spans[number] for number in sorted(spans))


@dataclass(frozen=True)
class PublishedEntry:
    """A question, its other wordings and its answer, as a role (never a login) validated it."""

    id: int
    version: int
    question: str
    phrasings: tuple[str, ...]
    answer: str
    validated_on: date
    validated_by: str
    #: The last day on which it answers.
    expires_on: date | None = None


@dataclass(frozen=True)
class Hit:
    """A passage found for a question: its fused score and each searcher's rank (from 1)."""

    passage: Passage
    score: float
    ranks: Mapping[str, int] = field(default_factory=dict)
    used: bool = False
    #: The encoder's cosine of the question and the passage; 0 without an encoder.
    cosine: float = 0.0


@dataclass(frozen=True)
class Citation:
    """A quote in its page: ``page.text[start:end] == quote``. Build with ``answering.citations``."""

    document: str
    title: str
    date: date
    origin: Origin
    page: int
    section: str
    quote: str
    start: int
    end: int
    url: str
