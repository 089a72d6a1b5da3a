"""The answer path, as a list of named steps: read ``STEPS`` first.

Each step takes the turn and either returns a turn (go on) or an answer (stop here). No
exception serves for an ordinary "I cannot answer"; falling off the end is a hand-off.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import uuid4

from assistant.answering.citations import Library
from assistant.answering.compose import compose
from assistant.answering.draft import Draft
from assistant.answering.handoff import hand_over
from assistant.answering.judge import Judge
from assistant.answering.related import suggested
from assistant.answering.validated import Shelve, Validated
from assistant.answering.verify import check
from assistant.domain import UNSETTLED, Answer, Contact, PublishedEntry, Question, Reason, Status, Step
from assistant.errors import AnsweringError
from assistant.ingestion.corpus import Corpus
from assistant.retrieval.snapshot import Snapshot
from assistant.texts import text
from assistant.understanding.conversation import (
    asks_identity,
    asks_person,
    asks_why,
    courtesy,
    follows_up,
    injects,
    ordinal,
    strip_courtesy,
)
from assistant.understanding.normalise import clean
from assistant.understanding.parts import Asked, split_asked

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Turn:
    """A question on its way: what is asked, in which parts, and what each came to."""

    question: Question
    asked: str = ""
    context: str = ""
    parts: tuple[Asked, ...] = ()
    drafts: tuple[Draft, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Parts:
    """What the steps work with; built once, by ``wiring``."""

    judge: Judge
    library: Library
    contact: Contact | None
    scheme: str
    index_version: str
    #: The questions often asked, by the topic that they are about.
    suggestions: Mapping[str, str] = field(default_factory=dict)
    #: What each topic of the tables is called.
    topics: Mapping[str, str] = field(default_factory=dict)
    #: The answers that the prefecture validated; they win over what the documents say, or don't.
    validated: Validated | None = None


Outcome = Turn | Answer
StepFunction = Callable[[Turn, Parts], Outcome]


def _stop(turn: Turn, parts: Parts, status: Status, reason: Reason, words: str) -> Answer:
    handoff = hand_over(parts.contact, turn.question.text, parts.scheme) if status in UNSETTLED else None
    offered = suggested((), parts.suggestions, turn.question.history)
    return Answer(id="", status=status, reason=reason, text=words, handoff=handoff, suggestions=offered)


def refuse_unusable(turn: Turn, parts: Parts) -> Outcome:
    """Refuse what holds no word at all."""
    asked = clean(turn.question.text)
    least = r"\w" if turn.question.history else r"[^\W\d_]"  # « 100 % ? » asks something after a question
    if len(re.findall(least, asked)) < 2:
        return _stop(turn, parts, Status.REFUSED, Reason.UNUSABLE, text("answers.refused.unusable"))
    return replace(turn, asked=asked)


def answer_courtesy(turn: Turn, parts: Parts) -> Outcome:
    """Greet back, accept thanks, say what the assistant is."""
    kind = courtesy(turn.asked)
    if asks_identity(turn.asked):
        kind = "identity"
    if kind is None:
        return replace(turn, asked=strip_courtesy(turn.asked))
    words = (
        text(f"answers.courtesy.{kind}", scheme=parts.scheme)
        if kind == "greeting"
        else text(f"answers.courtesy.{kind}")
    )
    return _stop(turn, parts, Status.OUT_OF_SCOPE, Reason.COURTESY, words)


def refuse_orders(turn: Turn, parts: Parts) -> Outcome:
    """Refuse text that gives the assistant orders about itself."""
    if injects(turn.asked):
        words = text("answers.refused.unsafe", scheme=parts.scheme)
        return _stop(turn, parts, Status.REFUSED, Reason.UNSAFE, words)
    return turn


def hand_off_when_asked(turn: Turn, parts: Parts) -> Outcome:
    """Give the contact to a person who wants a person."""
    if asks_person(turn.asked):
        return _stop(turn, parts, Status.HANDOFF, Reason.PERSON_REQUESTED, text("answers.handoff.person_requested"))
    return turn


def resolve_follow_up(turn: Turn, parts: Parts) -> Outcome:
    """Give a question that leans on the one before it what it leans on."""
    history = turn.question.history
    if not history or not follows_up(turn.asked):
        return turn
    before = clean(history[-1])
    for earlier in reversed(history[:-1]):
        if not follows_up(before):
            break
        before = f"{clean(earlier)} {before}"
    if asks_why(turn.asked):
        return replace(turn, asked=before)
    rank = ordinal(turn.asked)
    facet = parts.judge.listing(before) if rank else None
    member = parts.judge.member(facet, rank) if facet and rank else None
    if member is not None:
        return replace(turn, drafts=(parts.judge.draft_facet(turn.asked, member),), parts=(Asked(turn.asked),))
    return replace(turn, context=before)


def split(turn: Turn, parts: Parts) -> Outcome:
    """Take a compound question apart."""
    if turn.parts:
        return turn
    return replace(turn, parts=tuple(piece for asked in split_asked(turn.asked) for piece in parts.judge.split(asked)))


def judge(turn: Turn, parts: Parts) -> Outcome:
    """Decide on each part; « et le recours à un consultant ? » goes on asking about projects."""
    if turn.drafts:
        return turn
    drafts: list[Draft] = []
    for number, part in enumerate(turn.parts):
        beside = turn.parts[number - 1].words if number and drafts[-1].verdict and follows_up(part.words) else ""
        drafts.append(parts.judge.decide(part, turn.context or beside, parts.validated))
    return replace(turn, drafts=tuple(drafts))


def write(turn: Turn, parts: Parts) -> Outcome:
    """Word the answer from the drafts."""
    answer = compose(turn.drafts, parts.suggestions, (turn.question.text, *turn.question.history))
    handoff = hand_over(parts.contact, turn.question.text, parts.scheme) if answer.status in UNSETTLED else None
    return answer.settled(handoff)


def _told(draft: Draft) -> str:
    """Return what a part came to and the signals that decided, for whoever asks why."""
    signals = ", ".join(f"{name} {value:.2f}" for name, value in draft.features.items())
    return f"{draft.status}/{draft.facet or draft.reason} ({signals})"


#: What is kept of an answer that is withheld: how it came about.
EXPLAINED = ("steps", "hits", "topics", "chance", "decisions")

STEPS: tuple[StepFunction, ...] = (
    refuse_unusable,
    answer_courtesy,
    refuse_orders,
    hand_off_when_asked,
    resolve_follow_up,
    split,
    judge,
    write,
)


class Assistant:
    """The product: a question in, an answer that can be checked out. Safe to share between threads."""

    def __init__(
        self,
        parts: Parts,
        snapshot: Snapshot,
        corpus: Corpus,
        steps: tuple[StepFunction, ...] = STEPS,
        shelve: Shelve | None = None,
    ) -> None:
        self._parts = parts
        self._steps = steps
        self._shelve = shelve
        self.snapshot = snapshot
        self.corpus = corpus

    def with_entries(self, entries: Sequence[PublishedEntry]) -> Assistant:
        """Return an assistant that answers with ``entries`` too, and with no other; all the rest is shared."""
        if self._shelve is None:
            raise ValueError("this assistant was built without a place for published entries")
        validated = self._shelve(entries)
        topics = {**self._parts.topics, **validated.topics}
        return self._with(replace(self._parts, validated=validated, library=validated.library, topics=topics))

    def _with(self, parts: Parts) -> Assistant:
        return Assistant(parts, self.snapshot, self.corpus, self._steps, self._shelve)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Questions to offer before the first one."""
        return tuple(self._parts.suggestions.values())

    @property
    def library(self) -> Library:
        """What it quotes: the documents, and the published entries."""
        return self._parts.library

    @property
    def topics(self) -> Mapping[str, str]:
        """What each topic that an answer may have is called, by its id."""
        return self._parts.topics

    @property
    def contact(self) -> Contact | None:
        """The person who takes over."""
        return self._parts.contact

    def with_contact(self, contact: Contact) -> Assistant:
        """Return the same assistant with another person who takes over."""
        return self._with(replace(self._parts, contact=contact))

    def hand_over(self, question: Question, words: str) -> Answer:
        """Hand a question over without looking for an answer, in the ``words`` of whoever suspended the answers."""
        answer = _stop(Turn(question), self._parts, Status.HANDOFF, Reason.SUSPENDED, words)
        return replace(answer, id=uuid4().hex, suggestions=(), index_version=self._parts.index_version)

    def ask(self, question: Question) -> Answer:
        """Answer a question, or hand it over; never raises for a question's content."""
        started = time.perf_counter()
        answer = self._verified(question, self._run(question))
        return replace(
            answer,
            id=uuid4().hex,
            index_version=self._parts.index_version,
            timings_ms={"total": round((time.perf_counter() - started) * 1000, 2)},
        )

    def _run(self, question: Question) -> Answer:
        turn = Turn(question)
        for step in self._steps:
            outcome = step(turn, self._parts)
            if isinstance(outcome, Answer):
                return replace(outcome, steps=(*turn.steps, Step(step.__name__, outcome.status)))
            done = Step(step.__name__, "; ".join(_told(draft) for draft in outcome.drafts))
            turn = replace(outcome, steps=(*turn.steps, done))
        return _stop(turn, self._parts, Status.HANDOFF, Reason.NO_EVIDENCE, text("answers.handoff.no_evidence"))

    def _verified(self, question: Question, answer: Answer) -> Answer:
        allowed = (question.text, self._parts.scheme, *(h for h in question.history))
        try:
            check(answer, self._parts.library, allowed)
        except AnsweringError as error:
            log.warning("answer withheld: %s", error)
            turn = Turn(question)
            words = text("answers.handoff.ungrounded")
            withheld = _stop(turn, self._parts, Status.HANDOFF, Reason.UNGROUNDED, words)
            return replace(withheld, **{name: getattr(answer, name) for name in EXPLAINED})
        return answer
