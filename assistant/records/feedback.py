"""What people thought of an answer."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.domain import Reason, Status
from assistant.records.redaction import redact
from assistant.records.tables import Exchange, Feedback
from assistant.records.tables.base import now
from assistant.records.work import work_of


class Complaint(StrEnum):
    """Why an answer did not help."""

    WRONG = "wrong"
    INCOMPLETE = "incomplete"
    OFF_SUBJECT = "off_subject"
    UNCLEAR = "unclear"
    OTHER = "other"


#: How an answer that did help is counted; one that did not, by its complaint.
HELPFUL = "helpful"


def give(
    session: Session, scheme: str, answer_id: str, helpful: bool, reason: Complaint | None = None, comment: str = ""
) -> bool:
    """Note what a person thought of an answer, in place of what they said before; tell whether the answer is known.

    An answer that did not help is for an agent to look at, even when its question was put aside before.
    """
    known = session.scalar(select(Exchange).where(Exchange.id == answer_id, Exchange.scheme == scheme))
    if known is None:
        return False
    known.work = (
        None
        if not known.alike
        else work_of(Status(known.status), Reason(known.reason) if known.reason else None, helpful)
    )
    known.rating = HELPFUL if helpful else (reason or Complaint.OTHER).value
    if not helpful:
        known.handled_at = None
    row = session.get(Feedback, answer_id) or Feedback(exchange_id=answer_id)
    row.helpful, row.given_at = helpful, now()
    row.reason = None if helpful or reason is None else reason.value
    row.comment = redact(comment.strip())
    session.add(row)
    return True
