"""Everything that a receipt code leads to, erased from every table, with a receipt of the erasure."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.records.database import Database
from assistant.records.receipts import digest
from assistant.records.tables import (
    CitationRow,
    Erasure,
    Exchange,
    Feedback,
    HandoffRow,
    OutgoingMail,
    StatementRow,
)


def erase(session: Session, code: str) -> Erasure | None:
    """Erase the hand-off of a code, its mails, and the exchanges of its conversation; None for an unknown code.

    The counts by table are kept under the digest of the code: the person may come back and read that it is done.
    A FAQ entry that the prefecture wrote from the question is the prefecture's own words and stays.
    """
    key = digest(code)
    row = None if key is None else session.scalar(select(HandoffRow).where(HandoffRow.receipt == key))
    if row is None or key is None:
        return None if key is None else session.get(Erasure, key)
    asked = _conversation(session, row.exchange_id)
    counts = {
        "handoff": 1,
        "outgoing_mail": _count(session, OutgoingMail.id, OutgoingMail.handoff_id == row.id),
        "exchange": len(asked),
        "statement": _count(session, StatementRow.number, StatementRow.exchange_id.in_(asked)),
        "citation": _count(session, CitationRow.number, CitationRow.exchange_id.in_(asked)),
        "feedback": _count(session, Feedback.exchange_id, Feedback.exchange_id.in_(asked)),
    }
    session.execute(delete(HandoffRow).where(HandoffRow.id == row.id))
    session.execute(delete(Exchange).where(Exchange.id.in_(asked)))
    done = Erasure(receipt=key, counts=counts)
    session.add(done)
    return done


def overwrite(database: Database) -> None:
    """Leave nothing of what was erased in a SQLite file's log: what it holds goes into the file, overwritten there."""
    if database.engine.dialect.name == "sqlite":
        connection = database.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def _conversation(session: Session, exchange_id: str | None) -> Sequence[str]:
    """Return the exchanges of the same conversation as one, itself included."""
    known = None if exchange_id is None else session.get(Exchange, exchange_id)
    if known is None:
        return []
    if known.conversation is None:
        return [known.id]
    same = Exchange.conversation == known.conversation, Exchange.scheme == known.scheme
    return session.scalars(select(Exchange.id).where(*same)).all()


def _count(
    session: Session, column: InstrumentedAttribute[int] | InstrumentedAttribute[str], condition: ColumnElement[bool]
) -> int:
    return session.scalar(select(func.count(column)).where(condition)) or 0
