"""What people thought of an answer."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.records.redaction import redact
from assistant.records.tables import Exchange, Feedback
from assistant.records.tables.base import now


class Complaint(StrEnum):
    """Why an answer did not help."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    OFF_SUBJECT = "off_subject"
    UNCLEAR = "unclear"
    OTHER = "other"


def give(
    session: Session, scheme: str, answer_id: str, helpful: bool, reason: Complaint | None = None, comment: str = ""
) -> bool:
    """Note what a person thought of an answer, in place of what they said before; tell whether the answer is known."""
    known = session.scalar(select(Exchange.id).where(Exchange.id == answer_id, Exchange.scheme == scheme))
    if known is None:
        return False
    row = session.get(Feedback, answer_id) or Feedback(exchange_id=answer_id)
    row.helpful, row.given_at = helpful, now()
    row.reason = None if helpful or reason is None else reason.value
    row.comment = redact(comment.strip())
    session.add(row)
    return True
