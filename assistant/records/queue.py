"""What is to be dealt with: questions without an answer, badly rated answers, people who wait for a reply.

Questions that say the same are one group. Groups in which a person waits come first, the one who waits longest
at the top; then the groups asked most often. What expired or was put aside is not there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, joinedload

from assistant.records.tables import Exchange, HandoffRow
from assistant.records.tables.base import Moment
from assistant.records.work import Work

#: Groups shown at once.
PAGE = 25
#: Where a group stands in which nobody waits: after every other.
_NOBODY = datetime(9999, 1, 1, tzinfo=UTC)
_BAD = (Work.RATED, Work.BOTH)


class Pick(StrEnum):
    """What part of the queue to look at."""

    ALL = "all"
    WAITING = "waiting"
    UNANSWERED = "unanswered"
    RATED = "rated"
    ELSEWHERE = "elsewhere"


#: The work that each part is made of; those that hand-offs belong to.
_WORK = {
    Pick.ALL: (Work.UNANSWERED, Work.RATED, Work.BOTH),
    Pick.WAITING: (Work.UNANSWERED, Work.RATED, Work.BOTH),
    Pick.UNANSWERED: (Work.UNANSWERED, Work.BOTH),
    Pick.RATED: _BAD,
    Pick.ELSEWHERE: (Work.ELSEWHERE,),
}
_HANDED = (Pick.ALL, Pick.WAITING)


@dataclass(frozen=True)
class Place:
    """Where a page of the queue stops: what its last group is ordered by."""

    since: datetime
    asked: int
    alike: str


@dataclass(frozen=True)
class Group:
    """Questions that say the same; ``latest`` is the last one that is due, None when only hand-offs are."""

    place: Place
    #: In how many wordings it was asked, how many answers did not help.
    wordings: int
    rated: int
    first_at: datetime
    last_at: datetime
    latest: Exchange | None
    #: Those who wait for a reply, the longest first.
    waiting: tuple[HandoffRow, ...]

    @property
    def alike(self) -> str:
        """What its questions share."""
        return self.place.alike

    @property
    def asked(self) -> int:
        """How many times it was asked."""
        return max(self.place.asked, len(self.waiting))

    @property
    def question(self) -> str:
        """The question that stands for the group: of the person who waits longest, or the latest."""
        if self.waiting:
            return self.waiting[0].question
        return self.latest.question if self.latest else ""


@dataclass(frozen=True)
class Queue:
    """A page of the queue; ``next`` leads to the following one, None at the end."""

    groups: tuple[Group, ...]
    next: Place | None


def page(session: Session, scheme: str, pick: Pick = Pick.ALL, after: Place | None = None, size: int = PAGE) -> Queue:
    """Return a page of the queue: four statements, whatever it holds."""
    rows = session.execute(_ordered(scheme, pick, after, size + 1)).all()
    places = [Place(row.since, int(row.asked), row.alike) for row in rows[:size]]
    alike = [place.alike for place in places]
    told = {row.alike: row for row in session.execute(_told(scheme, pick, alike))}
    latest = _latest(session, scheme, pick, {row.alike: row.last_at for row in told.values()})
    waiting = _waiting(session, scheme, alike) if pick in _HANDED else {}
    groups = tuple(
        _group(place, told.get(place.alike), latest.get(place.alike), tuple(waiting.get(place.alike, ())))
        for place in places
    )
    return Queue(groups, places[-1] if len(rows) > size else None)


def counts(session: Session, scheme: str) -> dict[Pick, int]:
    """Return how many questions each part of the queue holds, groups taken apart."""
    due = select(Exchange.work, func.count()).where(*due_in(scheme, tuple(Work))).group_by(Exchange.work)
    by_work = {Work(work): number for work, number in session.execute(due) if work}
    waits = HandoffRow.scheme == scheme, HandoffRow.state == "waiting"
    waiting = session.scalar(select(func.count()).select_from(HandoffRow).where(*waits)) or 0
    found = {pick: sum(by_work.get(work, 0) for work in works) for pick, works in _WORK.items()}
    return {**found, Pick.WAITING: waiting}


def due_in(scheme: str, works: Sequence[Work]) -> tuple[ColumnElement[bool], ...]:
    """Return what tells the exchanges still to be dealt with, in the terms of their index."""
    asked_for = Exchange.work.in_([work.value for work in works])
    return Exchange.scheme == scheme, Exchange.work.is_not(None), Exchange.handled_at.is_(None), asked_for


def _group(place: Place, told: Row[Any] | None, latest: Exchange | None, waiting: tuple[HandoffRow, ...]) -> Group:
    moments = [row.asked_at for row in waiting] + ([told.first_at, told.last_at] if told else [])
    return Group(
        place,
        wordings=told.wordings if told else 1,
        rated=int(told.rated) if told else 0,
        first_at=min(moments),
        last_at=max(moments),
        latest=latest,
        waiting=waiting,
    )


def _ordered(scheme: str, pick: Pick, after: Place | None, most: int) -> Select[Any]:
    """Return the first groups of a part of the queue from a place on, by what they are ordered by and no more."""
    nobody = literal(_NOBODY, Moment()).label("since")
    parts: list[Select[*tuple[Any, ...]]] = [  # a work at a time, each in the order of the index
        select(Exchange.alike, func.count().label("asked"), nobody)
        .where(*due_in(scheme, [work]))
        .group_by(Exchange.alike)
        for work in _WORK[pick]
    ]
    #: The exchange of a hand-off counts by itself, unless it is gone.
    alone = func.sum(case((HandoffRow.exchange_id.is_(None), 1), else_=0))
    handed = (
        select(HandoffRow.alike, alone.label("asked"), func.min(HandoffRow.asked_at).label("since"))
        .where(HandoffRow.scheme == scheme, HandoffRow.state == "waiting")
        .group_by(HandoffRow.alike)
    )
    c = union_all(*([handed] if pick in _HANDED else []), *parts).subquery().c
    counted = select(c.alike, func.sum(c.asked).label("asked"), func.min(c.since).label("since")).group_by(c.alike)
    g = counted.subquery().c
    rows = select(*g).order_by(g.since, g.asked.desc(), g.alike).limit(most)
    if pick is Pick.WAITING:
        rows = rows.where(g.since < _NOBODY)
    if after is not None:
        fewer, further = g.asked < after.asked, and_(g.asked == after.asked, g.alike > after.alike)
        rows = rows.where(or_(g.since > after.since, and_(g.since == after.since, or_(fewer, further))))
    return rows


def _told(scheme: str, pick: Pick, alike: Sequence[str]) -> Select[*tuple[Any, ...]]:
    """Return what is told of groups."""
    c = (
        union_all(
            *(
                select(Exchange.alike, Exchange.asked_at, Exchange.work, Exchange.wording).where(
                    *due_in(scheme, [work]), Exchange.alike.in_(alike)
                )
                for work in _WORK[pick]
            )
        )
        .subquery()
        .c
    )
    return select(
        c.alike,
        func.count(c.wording.distinct()).label("wordings"),
        func.sum(case((c.work.in_([work.value for work in _BAD]), 1), else_=0)).label("rated"),
        func.min(c.asked_at).label("first_at"),
        func.max(c.asked_at).label("last_at"),
    ).group_by(c.alike)


def _latest(session: Session, scheme: str, pick: Pick, last: Mapping[str, datetime]) -> dict[str, Exchange]:
    """Return the latest exchange of each group, found by its moment alone; of two at once, either."""
    when = Exchange.scheme == scheme, Exchange.alike.in_(last.keys()), Exchange.asked_at.in_(last.values())
    rows = session.scalars(select(Exchange).where(*when).options(joinedload(Exchange.feedback)))
    due = (row for row in rows if row.handled_at is None and row.work in _WORK[pick])
    return {row.alike: row for row in due if last[row.alike] == row.asked_at}


def _waiting(session: Session, scheme: str, alike: Sequence[str]) -> dict[str, list[HandoffRow]]:
    here = HandoffRow.scheme == scheme, HandoffRow.state == "waiting", HandoffRow.alike.in_(alike)
    found: dict[str, list[HandoffRow]] = {}
    for row in session.scalars(select(HandoffRow).where(*here).order_by(HandoffRow.asked_at, HandoffRow.id)):
        found.setdefault(row.alike, []).append(row)
    return found
