"""Everything that is held under a receipt code, for the person who has it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from assistant.records.reach import reach
from assistant.records.tables import Exchange, OutgoingMail
from assistant.records.tables.base import Base

#: Columns that say nothing of the person: the digest of their own code, and which agent replied.
NOT_THEIRS = frozenset({"receipt", "replied_by"})


def held(session: Session, scheme: str, code: str) -> dict[str, Any] | None:
    """Return what a code leads to, column by column and ready for JSON; None when it leads to no hand-off.

    FAQ drafts are left out: they are the prefecture's working papers, not yet anybody's answer.
    """
    found = reach(session, scheme, code)
    if found is None:
        return None
    mails = select(OutgoingMail).where(OutgoingMail.handoff_id == found.handoff.id).order_by(OutgoingMail.id)
    asked = select(Exchange).where(Exchange.id.in_(found.exchanges)).order_by(Exchange.asked_at)
    return {
        "handoff": _columns(found.handoff),
        "mails": [_columns(mail) for mail in session.scalars(mails)],
        "exchanges": [_exchange(row) for row in session.scalars(asked)],
    }


def _exchange(row: Exchange) -> dict[str, Any]:
    return {
        **_columns(row),
        "statements": [
            {**_columns(said), "citations": [_columns(quoted) for quoted in said.citations]} for said in row.statements
        ],
        "feedback": _columns(row.feedback) if row.feedback else None,
    }


def _columns(row: Base) -> dict[str, Any]:
    names = [column.key for column in inspect(type(row)).column_attrs if column.key not in NOT_THEIRS]
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value
