"""Questions of the queue put aside by an agent, taken back, or settled by an answer that was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CursorResult, Update, select, update
from sqlalchemy.orm import Session

from assistant.records import journal
from assistant.records.likeness import likeness, wording
from assistant.records.queue import due_in
from assistant.records.tables import Exchange, HandoffRow
from assistant.records.tables.base import now
from assistant.records.work import Work


def put_aside(session: Session, scheme: str, exchange_id: str, until: datetime, by: str) -> int:
    """Put the group of a question aside as dealt with, as it was at a moment; return how many questions.

    What was asked since is not put aside: the agent has not seen it. Nor are the hand-offs: someone waits.
    """
    known = _exchange(session, scheme, exchange_id)
    if known is None or not known.alike:
        return 0
    seen = Exchange.alike == known.alike, Exchange.asked_at <= until
    done = update(Exchange).where(*due_in(scheme, tuple(Work)), *seen).values(handled_at=now())
    return _told(session, scheme, by, "question.aside", exchange_id, _run(session, done))


def take_back(session: Session, scheme: str, exchange_id: str, by: str) -> int:
    """Bring back into the queue a question and what was put aside with it; return how many questions."""
    known = _exchange(session, scheme, exchange_id)
    if known is None or known.handled_at is None:
        return 0
    together = Exchange.scheme == scheme, Exchange.alike == known.alike, Exchange.handled_at == known.handled_at
    back = update(Exchange).where(*together).values(handled_at=None)
    return _told(session, scheme, by, "question.back", exchange_id, _run(session, back))


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
    groups = {likeness(phrasing) for phrasing in phrasings} | _group(session, scheme, exchange_id, handoff_id)
    words = {wording(phrasing) for phrasing in phrasings}
    same = Exchange.alike.in_(groups) | Exchange.wording.in_(words)
    done = update(Exchange).where(*due_in(scheme, tuple(Work)), same).values(handled_at=now())
    return _run(session, done)


def _exchange(session: Session, scheme: str, exchange_id: str) -> Exchange | None:
    return session.scalar(select(Exchange).where(Exchange.id == exchange_id, Exchange.scheme == scheme))


def _group(session: Session, scheme: str, exchange_id: str | None, handoff_id: int | None) -> set[str]:
    """Return what the questions share that an answer was written from; an emptied one shares nothing any more."""
    exchange = select(Exchange.alike).where(Exchange.scheme == scheme, Exchange.id == exchange_id)
    handoff = select(HandoffRow.alike).where(HandoffRow.scheme == scheme, HandoffRow.id == handoff_id)
    return {alike for alike in (*session.scalars(exchange), *session.scalars(handoff)) if alike}


def _run(session: Session, statement: Update) -> int:
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return result.rowcount if isinstance(result, CursorResult) else 0


def _told(session: Session, scheme: str, by: str, action: str, exchange_id: str, number: int) -> int:
    """Write in the journal what was done to a group, named by one of its questions, unless nothing was."""
    if number:
        journal.write(session, scheme, by, action, f"question/{exchange_id}", {"questions": number})
    return number
