"""Questions of the queue put aside by an agent, taken back, or settled by an answer that was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CursorResult, Update, select, update
from sqlalchemy.orm import Session

from assistant.records.likeness import likeness, wording
from assistant.records.queue import due_in
from assistant.records.tables import Exchange, HandoffRow
from assistant.records.tables.base import now
from assistant.records.work import Work


def put_aside(session: Session, scheme: str, alike: str, until: datetime) -> tuple[datetime, int]:
    """Put a group aside as dealt with, as it was at a moment; return when it was done and of how many questions.

    What was asked since is not put aside: the agent has not seen it. Nor are the hand-offs: someone waits.
    """
    done = now()
    seen = Exchange.alike == alike, Exchange.asked_at <= until
    changed = _run(session, update(Exchange).where(*due_in(scheme, tuple(Work)), *seen).values(handled_at=done))
    return done, changed


def take_back(session: Session, scheme: str, alike: str, done: datetime) -> int:
    """Bring back into the queue what was put aside at a moment; return how many questions."""
    aside = Exchange.scheme == scheme, Exchange.alike == alike, Exchange.handled_at == done
    return _run(session, update(Exchange).where(*aside).values(handled_at=None))


def settle(
    session: Session,
    scheme: str,
    phrasings: Sequence[str],
    *,
    exchange_id: str | None = None,
    handoff_id: int | None = None,
) -> int:
    """Take out of the queue what a published answer now answers; return how many questions.

    That is what says the same as one of its phrasings, and the group of the exchange or the hand-off that it was
    written from. Asked again and still unanswered, a question comes back: the answer did not reach it.
    """
    groups = {likeness(phrasing) for phrasing in phrasings}
    groups |= _group(session, scheme, exchange_id, handoff_id)
    done = {"handled_at": now()}
    due = due_in(scheme, tuple(Work))
    changed = _run(session, update(Exchange).where(*due, Exchange.alike.in_(groups)).values(done))
    words = {wording(phrasing) for phrasing in phrasings}
    return changed + _run(session, update(Exchange).where(*due, Exchange.wording.in_(words)).values(done))


def _group(session: Session, scheme: str, exchange_id: str | None, handoff_id: int | None) -> set[str]:
    """Return what the questions share that an answer was written from; an emptied one shares nothing any more."""
    exchange = select(Exchange.alike).where(Exchange.scheme == scheme, Exchange.id == exchange_id)
    handoff = select(HandoffRow.alike).where(HandoffRow.scheme == scheme, HandoffRow.id == handoff_id)
    return {alike for alike in (*session.scalars(exchange), *session.scalars(handoff)) if alike}


def _run(session: Session, statement: Update) -> int:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return result.rowcount if isinstance(result, CursorResult) else 0
