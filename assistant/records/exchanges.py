"""Exchanges written down: redacted, with what carried the answer."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.domain import Answer, Decision, Hit, Question
from assistant.records.likeness import likeness, wording
from assistant.records.redaction import redact
from assistant.records.tables import CitationRow, Exchange, StatementRow
from assistant.records.work import work_of

#: A conversation's name must be one that nobody guesses: others' questions could be erased with it.
_CONVERSATION = re.compile(r"[\w-]{16,100}", re.ASCII)
#: Passages looked at that are kept with a question.
HITS = 10


def add(
    session: Session, scheme: str, question: Question, answer: Answer, channel: str, keep: Collection[str] = ()
) -> Exchange:
    """Write an exchange down and return it; ``keep`` are addresses that are public (the contact's own)."""
    row = Exchange(
        id=answer.id,
        scheme=scheme,
        channel=channel,
        conversation=_conversation(question.conversation_id),
        question=redact(question.text, keep),
        history=[redact(earlier, keep) for earlier in question.history],
        alike=likeness(question.text, _topic(answer)),
        wording=wording(question.text),
        work=work_of(answer.status, answer.reason),
        status=answer.status.value,
        reason=answer.reason.value if answer.reason else None,
        verdict=answer.verdict.value if answer.verdict else None,
        topic=_topic(answer),
        answer=redact(answer.text, keep),
        index_version=answer.index_version,
        chance=answer.chance,
        took_ms=answer.timings_ms.get("total", 0.0),
        parts=[{"question": redact(part.question, keep), "status": part.status.value} for part in answer.parts],
        steps=[{"name": step.name, "outcome": step.outcome} for step in answer.steps],
        hits=[_hit(hit) for hit in answer.hits[:HITS]],
        decisions=[_decision(decision, keep) for decision in answer.decisions],
        statements=_statements(answer, keep),
    )
    session.add(row)
    return row


def add_once(
    session: Session, scheme: str, question: Question, answer: Answer, channel: str, keep: Collection[str] = ()
) -> None:
    """Write an exchange down unless one of the same id is: the same question, sent again through another process."""
    if session.get(Exchange, answer.id) is None:
        with suppress(IntegrityError), session.begin_nested():
            add(session, scheme, question, answer, channel, keep)


def _topic(answer: Answer) -> str:
    return next((topic for topic in answer.topics if topic), "")


def _conversation(name: str | None) -> str | None:
    return name if name is not None and _CONVERSATION.fullmatch(name) else None


def _statements(answer: Answer, keep: Collection[str]) -> list[StatementRow]:
    return [
        StatementRow(
            number=number,
            text=redact(statement.text, keep),
            citations=[
                CitationRow(
                    number=at,
                    document=citation.document,
                    origin=citation.origin.value,
                    page=citation.page,
                    start=citation.start,
                    end=citation.end,
                    quote=citation.quote,
                    url=citation.url,
                )
                for at, citation in enumerate(statement.citations)
            ],
        )
        for number, statement in enumerate(answer.statements)
    ]


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "passage": hit.passage.id,
        "score": round(hit.score, 4),
        "cosine": round(hit.cosine, 4),
        "ranks": dict(hit.ranks),
        "used": hit.used,
    }


def _decision(decision: Decision, keep: Collection[str]) -> dict[str, Any]:
    return {
        "question": redact(decision.question, keep),
        "status": decision.status.value,
        "reason": decision.reason.value if decision.reason else None,
        "topic": decision.topic,
        "model": decision.model,
        "chance": decision.chance,
        "least": decision.least,
        "signals": {name: round(value, 4) for name, value in decision.signals.items()},
    }
