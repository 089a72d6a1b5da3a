"""What is asked and what a person reads in return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.texts import Citation, Hit


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
class Question:
    """What a person typed, with their earlier questions of the same conversation, oldest first."""

    text: str
    history: tuple[str, ...] = ()
    conversation_id: str | None = None


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
class Decision:
    """How one part of a question was decided, for whoever asks why.

    ``model`` is the fitted model that weighed the signals, "facet", "settled" or "passage"; empty where the tables
    settled the part alone. It answers when the ``chance`` that it gives is ``least`` or more.
    """

    question: str
    status: Status
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
