"""One answer against one case: what came of it, and why. No language model judges."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Answer, Citation, Status
from assistant.evaluation.cases import Case
from assistant.evaluation.grounding import Pages, fold, unverifiable

#: Statuses by which the assistant said something of substance.
ANSWERING = frozenset({Status.ANSWERED, Status.PARTIAL})


class Outcome(StrEnum):
    """What came of a question. Refusing what the documents say is an error too."""

    RIGHT = "right"
    HANDED = "handed"
    WRONG = "wrong"
    REFUSED = "refused"
    MISROUTED = "misrouted"


GOOD = frozenset({Outcome.RIGHT, Outcome.HANDED})


@dataclass(frozen=True)
class Score:
    """The outcome of a case, with what a person needs to see why."""

    case: str
    category: str
    answerable: bool
    question: str
    outcome: Outcome
    status: str
    verdict: str | None
    text: str
    problems: tuple[str, ...] = ()
    unverifiable: tuple[str, ...] = ()
    milliseconds: float = 0.0

    @property
    def good(self) -> bool:
        """Whether the answer is what the case asks for."""
        return self.outcome in GOOD


def score(case: Case, answer: Answer, pages: Pages, milliseconds: float = 0.0) -> Score:
    """Return what came of ``answer`` for ``case``."""
    found = problems(case, answer)
    return Score(
        case=case.id,
        category=case.category,
        answerable=case.answerable,
        question=case.question.text,
        outcome=outcome(case, answer, found),
        status=answer.status.value,
        verdict=None if answer.verdict is None else answer.verdict.value,
        text=answer.text,
        problems=tuple(found),
        unverifiable=tuple(unverifiable(answer, case.question, pages)),
        milliseconds=milliseconds,
    )


def outcome(case: Case, answer: Answer, found: list[str]) -> Outcome:
    """Return the outcome, given what was found wrong.

    A wrong verdict or a forbidden word is a wrong answer whatever the status: the person
    was told something false, not merely sent to the wrong door.
    """
    if not found:
        return Outcome.RIGHT if case.answerable else Outcome.HANDED
    if answer.status in ANSWERING or any(problem.startswith(("verdict", "says")) for problem in found):
        return Outcome.WRONG
    return Outcome.REFUSED if case.answerable else Outcome.MISROUTED


def problems(case: Case, answer: Answer) -> list[str]:
    """Return every departure of an answer from its case, a short phrase each."""
    found = []
    if answer.status not in case.statuses:
        found.append(f"status {answer.status}, not {' or '.join(sorted(case.statuses))}")
    if case.answerable:
        cited = [c for s in answer.statements for c in s.citations]
        if not holds_evidence(case, answer):
            found.append("none of the expected evidence is quoted")
        found += [f"not quoted: {fragment!r}" for fragment in case.also if not _holds(cited, fragment)]
    if case.verdict is not None and answer.verdict is not case.verdict:
        found.append(f"verdict {answer.verdict or 'none'}, not {case.verdict}")
    read = fold(answer.text).casefold()
    found += [f"lacks {words!r}" for words in case.must if fold(words).casefold() not in read]
    found += [f"says {words!r}" for words in case.must_not if fold(words).casefold() in read]
    return found


def holds_evidence(case: Case, answer: Answer) -> bool:
    """Tell whether an answer quotes one of the fragments that a case expects."""
    cited = [c for s in answer.statements for c in s.citations if case.document in (None, c.document)]
    return any(_holds(cited, fragment) for fragment in case.evidence)


def _holds(citations: list[Citation], fragment: str) -> bool:
    return any(fold(fragment) in fold(citation.quote) for citation in citations)
