"""Entries found again: by words, state, author and expiry, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from assistant.records.tables import FaqEntry, FaqVersion, User
from assistant.retrieval.terms import terms

#: Rows of a page.
ROWS = 50
#: An entry that expires within as many days is to be looked at.
SOON = timedelta(days=30)
_NEVER = date(9999, 12, 31)


class Sort(StrEnum):
    """What comes first."""

    RECENT = "recent"
    QUESTION = "question"
    EXPIRY = "expiry"


class State(StrEnum):
    """What a list can be narrowed to."""

    PROPOSED = "proposed"
    DRAFT = "draft"
    PUBLISHED = "published"
    SOON = "soon"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Wanted:
    """What is looked for; ``after`` is the ``following`` of the page before."""

    words: str = ""
    state: State | None = None
    author: int | None = None
    sort: Sort = Sort.RECENT
    after: tuple[str, int] | None = None


@dataclass(frozen=True)
class Row:
    """An entry in a list: what its newest version asks, and where it is."""

    id: int
    version: int
    state: str
    published: int | None
    question: str
    topic: str
    author: str
    written_at: datetime
    expires_on: date | None


@dataclass(frozen=True)
class Found:
    """A page of entries, and where the next one begins."""

    rows: tuple[Row, ...]
    following: tuple[str, int] | None


#: What each order compares, and how a page's last value is read back from an address.
_KEYS: dict[Sort, tuple[Any, Any]] = {
    Sort.RECENT: (FaqVersion.written_at, datetime.fromisoformat),
    Sort.QUESTION: (FaqVersion.question, str),
    Sort.EXPIRY: (func.coalesce(FaqEntry.expires_on, _NEVER), date.fromisoformat),
}


#: What a ``Row`` is made of. The expiry is that of what answers, else of what is being written.
_COLUMNS: tuple[Any, ...] = (
    FaqEntry.id,
    FaqVersion.number,
    FaqEntry.state,
    FaqEntry.published,
    FaqVersion.question,
    FaqVersion.topic,
    func.coalesce(User.name, ""),
    FaqVersion.written_at,
    case((FaqEntry.published.is_not(None), FaqEntry.expires_on), else_=FaqVersion.expires_on),
)


def search(session: Session, scheme: str, wanted: Wanted, on: date) -> Found:
    """Return a page of the entries of a scheme, in one query.

    Raises ValueError when ``after`` is not what a page of that order gave.
    """
    key, read = _KEYS[wanted.sort]
    query = (
        select(*_COLUMNS, key)
        .select_from(FaqEntry)
        .join(FaqVersion, _newest())
        .outerjoin(User, User.id == FaqVersion.author_id)
        .where(FaqEntry.scheme == scheme, *_conditions(wanted, on))
    )
    downwards = wanted.sort is Sort.RECENT
    if wanted.after is not None:
        value, number = read(wanted.after[0]), wanted.after[1]
        beyond = (key < value, FaqEntry.id < number) if downwards else (key > value, FaqEntry.id > number)
        query = query.where(or_(beyond[0], and_(key == value, beyond[1])))
    order = (key.desc(), FaqEntry.id.desc()) if downwards else (key, FaqEntry.id)
    found = session.execute(query.order_by(*order).limit(ROWS + 1)).all()
    following = (_told(found[ROWS - 1][-1]), found[ROWS - 1][0]) if len(found) > ROWS else None
    return Found(tuple(Row(*row[:-1]) for row in found[:ROWS]), following)


def _newest() -> ColumnElement[bool]:
    """Return the condition that a version is the newest of its entry."""
    other = aliased(FaqVersion)
    last = select(func.max(other.number)).where(other.entry_id == FaqEntry.id).scalar_subquery()
    return and_(FaqVersion.entry_id == FaqEntry.id, FaqVersion.number == last)


def latest(session: Session, scheme: str, after: int = 0, most: int | None = None) -> list[tuple[FaqEntry, FaqVersion]]:
    """Return the entries of a scheme with their newest version, by number, those after one."""
    query = select(FaqEntry, FaqVersion).join(FaqVersion, _newest()).where(FaqEntry.scheme == scheme)
    rows = session.execute(query.where(FaqEntry.id > after).order_by(FaqEntry.id).limit(most))
    return [(entry, version) for entry, version in rows]


def every(session: Session, scheme: str, wanted: Wanted, on: date) -> Iterator[Row]:
    """Yield all the entries that are looked for, a page read at a time."""
    page = search(session, scheme, wanted, on)
    yield from page.rows
    while page.following is not None:
        page = search(session, scheme, replace(wanted, after=page.following), on)
        yield from page.rows


def having(words: str) -> list[ColumnElement[bool]]:
    """Return the conditions that a version holds each of the words, by its stem or the beginning of it."""
    return [FaqVersion.words.contains(f" {stem}", autoescape=True) for stem in dict.fromkeys(terms(words))]


def tally(session: Session, scheme: str) -> dict[str, int]:
    """Return how many entries of a scheme are in each state."""
    counted = select(FaqEntry.state, func.count()).where(FaqEntry.scheme == scheme).group_by(FaqEntry.state)
    return {state: int(total) for state, total in session.execute(counted)}


def topics(session: Session, scheme: str) -> list[str]:
    """Return the topics that the entries of a scheme are grouped under."""
    wrote = select(FaqVersion.topic).join(FaqEntry, FaqEntry.id == FaqVersion.entry_id)
    return list(
        session.scalars(
            wrote.where(FaqEntry.scheme == scheme, FaqVersion.topic != "").distinct().order_by(FaqVersion.topic)
        )
    )


def authors(session: Session, scheme: str) -> list[tuple[int, str]]:
    """Return who wrote a version in a scheme, by name."""
    wrote = (
        select(FaqVersion.author_id).join(FaqEntry, FaqEntry.id == FaqVersion.entry_id).where(FaqEntry.scheme == scheme)
    )
    rows = session.execute(select(User.id, User.name).where(User.id.in_(wrote)).order_by(User.name, User.id))
    return [(number, name) for number, name in rows]


def _conditions(wanted: Wanted, on: date) -> Iterator[ColumnElement[bool]]:
    yield from having(wanted.words)
    if wanted.author is not None:
        yield FaqVersion.author_id == wanted.author
    if wanted.state is State.PUBLISHED:
        yield FaqEntry.published.is_not(None)
    elif wanted.state is State.SOON:
        yield FaqEntry.expires_on.between(on, on + SOON)
    elif wanted.state is State.EXPIRED:
        yield FaqEntry.expires_on < on
    elif wanted.state is not None:
        yield FaqEntry.state == wanted.state.value


def _told(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
