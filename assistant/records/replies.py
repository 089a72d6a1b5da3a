"""Hand-offs as agents deal with them: read, replied to, closed without a reply. Nobody replies over another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CursorResult, and_, func, or_, select, update
from sqlalchemy.orm import Session

from assistant.records import journal
from assistant.records.tables import Exchange, HandoffRow, User
from assistant.records.tables.base import now

#: Hand-offs listed at once.
PAGE = 50
#: What a hand-off may be called in an address: no database holds another.
NUMBERS = range(1, 2**31)


class State(StrEnum):
    """How far a hand-off is."""

    WAITING = "waiting"
    REPLIED = "replied"
    CLOSED = "closed"


class Closing(StrEnum):
    """Why a hand-off is closed without a reply; the person reads it."""

    ELSEWHERE = "elsewhere"
    TWICE = "twice"
    NOT_OURS = "not_ours"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Mark:
    """Where a page of hand-offs stops."""

    at: datetime
    id: int


@dataclass(frozen=True)
class Handed:
    """A hand-off, the exchange that it comes from if it is still kept, and who dealt with it."""

    row: HandoffRow
    exchange: Exchange | None
    agent: str | None


def listed(
    session: Session, scheme: str, state: State, after: Mark | None = None
) -> tuple[list[HandoffRow], Mark | None]:
    """Return a page of hand-offs and where the next begins: those who wait longest first, else the latest first."""
    rows = select(HandoffRow).where(HandoffRow.scheme == scheme, HandoffRow.state == state.value)
    at, key = HandoffRow.asked_at, HandoffRow.id
    if state is State.WAITING:
        rows = rows.order_by(at, key)
        further = None if after is None else or_(at > after.at, and_(at == after.at, key > after.id))
    else:
        rows = rows.order_by(at.desc(), key.desc())
        further = None if after is None else or_(at < after.at, and_(at == after.at, key < after.id))
    if further is not None:
        rows = rows.where(further)
    found = list(session.scalars(rows.limit(PAGE + 1)))
    shown = found[:PAGE]
    return shown, Mark(shown[-1].asked_at, shown[-1].id) if len(found) > PAGE else None


def counted(session: Session, scheme: str) -> dict[State, int]:
    """Return how many hand-offs are in each state."""
    rows = select(HandoffRow.state, func.count()).where(HandoffRow.scheme == scheme).group_by(HandoffRow.state)
    return {**dict.fromkeys(State, 0), **{State(state): number for state, number in session.execute(rows)}}


def find(session: Session, scheme: str, number: int) -> Handed | None:
    """Return a hand-off of a scheme; None when there is none, or none any more."""
    if number not in NUMBERS:
        return None
    known = (
        select(HandoffRow, Exchange, User.name)
        .outerjoin(Exchange, Exchange.id == HandoffRow.exchange_id)
        .outerjoin(User, User.id == HandoffRow.replied_by)
        .where(HandoffRow.scheme == scheme, HandoffRow.id == number)
    )
    row = session.execute(known).one_or_none()
    return None if row is None else Handed(row[0], row[1], row[2])


def reply(session: Session, scheme: str, number: int, words: str, by: tuple[int, str]) -> HandoffRow | None:
    """Reply to a hand-off and return it; None when it does not wait any more: somebody was quicker, or it is gone.

    ``by`` is the account and its login. What was asked is dealt with as well.
    """
    done = {"state": State.REPLIED.value, "reply": words}
    return _ended(session, scheme, number, by, "handoff.reply", done, {"characters": len(words)})


def close(session: Session, scheme: str, number: int, why: Closing, by: tuple[int, str]) -> HandoffRow | None:
    """Close a hand-off without a reply and return it; None when it does not wait any more."""
    done = {"state": State.CLOSED.value, "closing": why.value}
    return _ended(session, scheme, number, by, "handoff.close", done, {"closing": why.value})


def _ended(
    session: Session,
    scheme: str,
    number: int,
    by: tuple[int, str],
    action: str,
    done: dict[str, str],
    told: dict[str, Any],
) -> HandoffRow | None:
    """Take a hand-off from those that wait in one statement: of two agents at once, one finds it gone."""
    if number not in NUMBERS:
        return None
    moment = now()
    waits = HandoffRow.id == number, HandoffRow.scheme == scheme, HandoffRow.state == State.WAITING.value
    changed = session.execute(update(HandoffRow).where(*waits).values(**done, replied_at=moment, replied_by=by[0]))
    if not isinstance(changed, CursorResult) or changed.rowcount == 0:
        return None
    row = session.get_one(HandoffRow, number, populate_existing=True)
    asked = Exchange.id == row.exchange_id, Exchange.handled_at.is_(None)
    session.execute(update(Exchange).where(*asked).values(handled_at=moment))
    journal.write(session, scheme, by[1], action, f"transmission/{number}", told)
    return row
