"""One exchange with all that is kept of it, as an agent reads it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from assistant.records import journal
from assistant.records.tables import Exchange, HandoffRow, StatementRow

#: Questions that say the same shown beside one.
ALIKE = 20


@dataclass(frozen=True)
class Asked:
    """An exchange, the hand-offs that came of it, the latest that say the same and how many these are."""

    row: Exchange
    handoffs: list[HandoffRow]
    alike: list[Exchange]
    others: int


def read(session: Session, scheme: str, exchange_id: str, by: str) -> Asked | None:
    """Return an exchange of a scheme and note in the journal who read it; None when there is none."""
    known = (
        select(Exchange)
        .where(Exchange.id == exchange_id, Exchange.scheme == scheme)
        .options(
            undefer(Exchange.steps),
            undefer(Exchange.hits),
            undefer(Exchange.decisions),
            joinedload(Exchange.feedback),
            selectinload(Exchange.statements).selectinload(StatementRow.citations),
        )
    )
    row = session.scalar(known)
    if row is None:
        return None
    sent = select(HandoffRow).where(HandoffRow.exchange_id == row.id).order_by(HandoffRow.asked_at)
    handoffs = list(session.scalars(sent))
    same = Exchange.scheme == scheme, Exchange.alike == row.alike, Exchange.id != row.id
    alike = select(Exchange).where(*same).order_by(Exchange.asked_at.desc()).limit(ALIKE)
    counted = select(func.count()).select_from(Exchange).where(*same)
    found = Asked(
        row,
        handoffs,
        list(session.scalars(alike)) if row.alike else [],
        (session.scalar(counted) or 0) if row.alike else 0,
    )
    journal.write(session, scheme, by, "question.read", f"question/{row.id}")
    return found
