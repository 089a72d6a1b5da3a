"""The latest questions that were left unanswered: what a new answer is tried on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.domain import Reason, Status
from assistant.records.tables import Exchange

_LEFT = (Status.HANDOFF, Status.PARTIAL, Status.CLARIFY, Status.OUT_OF_SCOPE)
#: Nothing was asked that an answer could be written to.
_NOTHING_ASKED = (Reason.COURTESY.value, Reason.PERSON_REQUESTED.value)


@dataclass(frozen=True)
class Unanswered:
    """A question that was asked and its conversation's earlier ones."""

    id: str
    question: str
    history: tuple[str, ...]
    asked_at: datetime


def unanswered(session: Session, scheme: str, most: int) -> list[Unanswered]:
    """Return the latest questions of a scheme without a full answer, those that say the same once.

    One query a status: each reads the end of an index, however many exchanges are kept.
    """
    found: dict[str, Unanswered] = {}
    columns = (Exchange.id, Exchange.question, Exchange.history, Exchange.asked_at, Exchange.alike)
    rows = [
        row
        for status in _LEFT
        for row in session.execute(
            select(*columns)
            .where(Exchange.scheme == scheme, Exchange.status == status.value, Exchange.question != "")
            .where(func.coalesce(Exchange.reason, "").not_in(_NOTHING_ASKED))
            .order_by(Exchange.asked_at.desc())
            .limit(2 * most)
        )
    ]
    for row in sorted(rows, key=lambda row: row.asked_at, reverse=True):
        found.setdefault(row.alike, Unanswered(row.id, row.question, tuple(row.history), row.asked_at))
    return list(found.values())[:most]
