"""Entries found again: by words, state, author and expiry, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
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


def search(session: Session, scheme: str, wanted: Wanted, on: date) -> Found:
    """Return a page of the entries of a scheme, in one query.

    Raises ValueError when ``after`` is not what a page of that order gave.
    """
    key, read = _KEYS[wanted.sort]
    other = aliased(FaqVersion)
    latest = select(func.max(other.number)).where(other.entry_id == FaqEntry.id).scalar_subquery()
    query = (
        select(FaqEntry, FaqVersion, User.name, key)
        .select_from(FaqEntry)
        .join(FaqVersion, and_(FaqVersion.entry_id == FaqEntry.id, FaqVersion.number == latest))
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
    following = (_told(found[ROWS - 1][3]), found[ROWS - 1][0].id) if len(found) > ROWS else None
    return Found(tuple(_row(entry, version, name or "") for entry, version, name, _ in found[:ROWS]), following)


def having(words: str) -> list[ColumnElement[bool]]:
    """Return the conditions that a version holds each of the words, by its stem or the beginning of it."""
    return [FaqVersion.words.contains(f" {stem}", autoescape=True) for stem in dict.fromkeys(terms(words))]


def tally(session: Session, scheme: str) -> dict[str, int]:
    """Return how many entries of a scheme are in each state."""
    counted = select(FaqEntry.state, func.count()).where(FaqEntry.scheme == scheme).group_by(FaqEntry.state)
    return {state: int(total) for state, total in session.execute(counted)}


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


def _row(entry: FaqEntry, version: FaqVersion, author: str) -> Row:
    return Row(
        id=entry.id,
        version=version.number,
        state=entry.state,
        published=entry.published,
        question=version.question,
        topic=version.topic,
        author=author,
        written_at=version.written_at,
        expires_on=entry.expires_on if entry.published is not None else version.expires_on,
    )


def _told(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
