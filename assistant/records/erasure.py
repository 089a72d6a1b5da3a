"""Everything that a receipt code leads to, erased from every table, with a receipt of the erasure."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.records import journal
from assistant.records.reach import reach
from assistant.records.receipts import digest
from assistant.records.tables import (
    CitationRow,
    Erasure,
    Exchange,
    FaqEntry,
    Feedback,
    HandoffRow,
    OutgoingMail,
    StatementRow,
)


def erase(session: Session, scheme: str, code: str) -> Erasure | None:
    """Erase the hand-off of a code, its mails, and the exchanges of its conversation; None for an unknown code.

    The counts by table are kept under the digest of the code: the person may come back and read that it is done.
    A FAQ entry begun from the question goes too, unless it was validated: it is then the prefecture's own words.
    """
    key = digest(code) or ""
    found = reach(session, scheme, code)
    if found is None:
        return session.scalar(select(Erasure).where(Erasure.receipt == key, Erasure.scheme == scheme))
    row, asked = found.handoff, found.exchanges
    target = f"transmission/{row.id}"
    counts = {
        "handoff": 1,
        "outgoing_mail": _count(session, OutgoingMail.id, OutgoingMail.handoff_id == row.id),
        "exchange": len(asked),
        "statement": _count(session, StatementRow.number, StatementRow.exchange_id.in_(asked)),
        "citation": _count(session, CitationRow.number, CitationRow.exchange_id.in_(asked)),
        "feedback": _count(session, Feedback.exchange_id, Feedback.exchange_id.in_(asked)),
        "faq_entry": len(found.drafts),
    }
    session.execute(delete(FaqEntry).where(FaqEntry.id.in_(found.drafts)))
    session.execute(delete(HandoffRow).where(HandoffRow.id == row.id))
    session.execute(delete(Exchange).where(Exchange.id.in_(asked)))
    done = Erasure(receipt=key, scheme=scheme, counts=counts)
    session.add(done)
    journal.write(session, scheme, journal.SYSTEM, "handoff.erase", target, counts)
    return done


def _count(
    session: Session, column: InstrumentedAttribute[int] | InstrumentedAttribute[str], condition: ColumnElement[bool]
) -> int:
    return session.scalar(select(func.count(column)).where(condition)) or 0
