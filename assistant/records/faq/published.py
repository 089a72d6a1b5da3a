"""The answers in service, as the assistant takes them, and whether they changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from assistant.domain import PublishedEntry
from assistant.records.tables import FaqEntry, FaqVersion
from assistant.records.tables.base import day_of, now
from assistant.texts import text


def today() -> date:
    """Return this day, where the service runs."""
    return day_of(now())


def serving(scheme: str, on: date | None) -> Select[FaqEntry, FaqVersion]:
    """Return the query of what a scheme answers on a day: entries, and of each the version in service.

    Without a day, of what is in service whether or not its time has passed.
    """
    served = and_(FaqVersion.entry_id == FaqEntry.id, FaqVersion.number == FaqEntry.published)
    query = select(FaqEntry, FaqVersion).join(FaqVersion, served).where(FaqEntry.scheme == scheme)
    if on is None:
        return query
    return query.where(or_(FaqEntry.expires_on.is_(None), FaqEntry.expires_on >= on))


def published(session: Session, scheme: str, on: date | None = None) -> list[PublishedEntry]:
    """Return what a scheme answers on a day, by default today."""
    said = FaqVersion.question, FaqVersion.phrasings, FaqVersion.answer, FaqVersion.validated_at, FaqVersion.expires_on
    query = serving(scheme, on or today()).with_only_columns(FaqVersion.entry_id, FaqVersion.number, *said)
    return [_published(*row) for row in session.execute(query.order_by(FaqEntry.id))]


def as_published(version: FaqVersion) -> PublishedEntry:
    """Return a version as the assistant takes it; one not validated yet, as if it were today."""
    said = version.question, version.phrasings, version.answer, version.validated_at, version.expires_on
    return _published(version.entry_id, version.number, *said)


def _published(
    entry_id: int,
    number: int,
    question: str,
    phrasings: list[str],
    answer: str,
    validated_at: datetime | None,
    expires_on: date | None,
) -> PublishedEntry:
    """Return an answer signed by the prefecture: who of it validated it is the journal's business."""
    return PublishedEntry(
        id=entry_id,
        version=number,
        question=question,
        phrasings=tuple(phrasings),
        answer=answer,
        validated_on=day_of(validated_at or now()),
        validated_by=text("entries.published.by"),
        expires_on=expires_on,
    )


def stamps(session: Session) -> dict[str, int]:
    """Return for each scheme a number that grows whenever an answer of it enters or leaves service."""
    counted = select(FaqEntry.scheme, func.sum(FaqEntry.changes)).group_by(FaqEntry.scheme)
    return {scheme: int(total) for scheme, total in session.execute(counted)}
