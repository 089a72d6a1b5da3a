"""The words of the project: frozen values, standard library only.

Everything else imports from here and nothing here imports from the project, so the vocabulary can be read alone.
Rank and score live on the ``Hit``, never on the ``Passage``; a ``Citation`` is only ever cut from a ``Passage`` and
pages, so that a quote cannot be typed by hand.
"""

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


class Status(StrEnum):
    """How a question ended. "Cannot answer" is a status, never an exception."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFY = "clarify"
    HANDOFF = "handoff"
    OUT_OF_SCOPE = "out_of_scope"
    REFUSED = "refused"


#: Statuses that always come with the person to call.
UNSETTLED = frozenset({Status.PARTIAL, Status.CLARIFY, Status.HANDOFF, Status.OUT_OF_SCOPE})


class Reason(StrEnum):
    """Why a question was not (fully) answered: for staff, statistics and the mayor's text."""

    NO_EVIDENCE = "no_evidence"
    NOT_STATED = "not_stated"
    PERSONAL_CASE = "personal_case"
    PERSON_REQUESTED = "person_requested"
    UNDETERMINED = "undetermined"
    MISSING_FACT = "missing_fact"
    OTHER_SCHEME = "other_scheme"
    OTHER_TERRITORY = "other_territory"
    OFF_TOPIC = "off_topic"
    COURTESY = "courtesy"
    UNGROUNDED = "ungrounded"
    UNUSABLE = "unusable"
    UNSAFE = "unsafe"
    PARTLY_STATED = "partly_stated"
    SUSPENDED = "suspended"


class Verdict(StrEnum):
    """What the documents say of a described project or expense."""

    ELIGIBLE = "eligible"
    EXCLUDED = "excluded"
    PARTLY = "partly"
    UNDETERMINED = "undetermined"


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
    """A question that the prefecture answered and validated: it answers the same one from then on."""

    id: int
    version: int
    question: str
    phrasings: tuple[str, ...]
    answer: str
    validated_on: date
    validated_by: str
    expires_on: date | None = None


@dataclass(frozen=True)
class Question:
    """What a person typed, with their earlier questions of the same conversation, oldest first."""

    text: str
    history: tuple[str, ...] = ()
    conversation_id: str | None = None


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


@dataclass(frozen=True)
class Product:
    """A share of a cost: what a person is told, recomputed before they are told it.

    ``costs`` are sums of the question in euros, ``percent`` stands in a quote.
    """

    costs: tuple[int, ...]
    percent: int
    value: float

    def __post_init__(self) -> None:
        if abs(sum(self.costs) * self.percent / 100 - self.value) > 0.005:
            raise ValueError(f"{self.percent} % of {sum(self.costs)} is not {self.value}")


@dataclass(frozen=True)
class Statement:
    """A sentence of an answer and what carries it; ``product`` is the arithmetic it tells, if any."""

    text: str
    citations: tuple[Citation, ...]
    product: Product | None = None

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("a statement needs at least one citation")


@dataclass(frozen=True)
class Contact:
    """The person who takes over, and the words of the document that name them."""

    name: str
    role: str
    email: str
    document: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Handoff:
    """A contact with the message already written."""

    contact: Contact
    mailto: str


@dataclass(frozen=True)
class Part:
    """One of the questions of a compound question, and how it ended."""

    question: str
    status: Status


@dataclass(frozen=True)
class Step:
    """What one step of the pipeline did: for ``ask --explain`` and the console."""

    name: str
    outcome: str


@dataclass(frozen=True)
class Decision(Part):
    """How a part was decided: ``model``, empty where tables alone did, answers from the ``least`` chance on."""

    reason: Reason | None = None
    topic: str = ""
    model: str = ""
    chance: float | None = None
    least: float | None = None
    signals: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What a person reads, and everything needed to check it."""

    id: str
    status: Status
    text: str
    reason: Reason | None = None
    verdict: Verdict | None = None
    statements: tuple[Statement, ...] = ()
    parts: tuple[Part, ...] = ()
    handoff: Handoff | None = None
    suggestions: tuple[str, ...] = ()
    ai_generated: bool = False
    index_version: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    hits: tuple[Hit, ...] = ()
    steps: tuple[Step, ...] = ()
    #: The facet of each part, "passage" or "eligibility"; empty where none was recognised.
    topics: tuple[str, ...] = ()
    #: The chance that the fitted model gave to the answer; None where the tables settled it.
    chance: float | None = None
    decisions: tuple[Decision, ...] = ()

    def __post_init__(self) -> None:
        if self.status in UNSETTLED and self.handoff is None:
            raise ValueError(f"an answer with status {self.status} must name the contact")
        if not self.text.strip():
            raise ValueError("an answer is never empty")
