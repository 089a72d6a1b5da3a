"""The answers in service, as the public pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select, tuple_
from sqlalchemy.orm import Session

from assistant.records.faq.listing import having
from assistant.records.faq.published import serving
from assistant.records.tables import FaqEntry, FaqVersion

#: Questions of a page.
ROWS = 50
#: By topic, those without one last, then by question.
_ORDER = (case((FaqVersion.topic == "", 1), else_=0), FaqVersion.topic, FaqVersion.question, FaqEntry.id)


@dataclass(frozen=True)
class Listed:
    """A question of the list."""

    id: int
    question: str
    topic: str


@dataclass(frozen=True)
class Listing:
    """A page of the list, the ``after`` of the next one, and how many questions there are in all."""

    rows: tuple[Listed, ...]
    following: int | None
    total: int


def listed(session: Session, scheme: str, on: date, words: str = "", after: int | None = None) -> Listing:
    """Return a page of what a scheme answers on a day, narrowed to the entries that hold each of the words.

    ``after`` is the last entry of the page before; when it is out of service, the list begins anew.
    """
    query = serving(scheme, on).where(*having(words))
    total = session.scalar(select(func.count()).select_from(query.with_only_columns(FaqEntry.id).subquery())) or 0
    if after is not None:
        last = session.execute(serving(scheme, on).where(FaqEntry.id == after)).one_or_none()
        if last is not None:
            version = last[1]
            query = query.where(tuple_(*_ORDER) > (int(not version.topic), version.topic, version.question, after))
    columns = query.with_only_columns(FaqEntry.id, FaqVersion.question, FaqVersion.topic)
    found = session.execute(columns.order_by(*_ORDER).limit(ROWS + 1)).all()
    rows = tuple(Listed(*row) for row in found[:ROWS])
    return Listing(rows, rows[-1].id if len(found) > ROWS else None, total)


def shown(session: Session, scheme: str, number: int, on: date) -> FaqEntry | None:
    """Return an entry that answers on a day, None for any other: nobody reads a draft by its number."""
    return session.scalar(serving(scheme, on).with_only_columns(FaqEntry).where(FaqEntry.id == number))
