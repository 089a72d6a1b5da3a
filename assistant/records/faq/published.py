"""The answers in service, as the assistant takes them, and whether they changed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from assistant.domain import PublishedEntry
from assistant.records.tables import FaqEntry, FaqVersion, User
from assistant.records.tables.base import day_of, now


def today() -> date:
    """Return this day, where the service runs."""
    return day_of(now())


def serving(scheme: str, on: date) -> Select[FaqEntry, FaqVersion]:
    """Return the query of what a scheme answers on a day: entries, and of each the version in service."""
    return (
        select(FaqEntry, FaqVersion)
        .join(FaqVersion, and_(FaqVersion.entry_id == FaqEntry.id, FaqVersion.number == FaqEntry.published))
        .where(FaqEntry.scheme == scheme, or_(FaqEntry.expires_on.is_(None), FaqEntry.expires_on >= on))
    )


def published(session: Session, scheme: str, on: date | None = None) -> list[PublishedEntry]:
    """Return what a scheme answers on a day, by default today."""
    rows = session.execute(
        serving(scheme, on or today())
        .add_columns(User.name)
        .outerjoin(User, User.id == FaqVersion.validator_id)
        .order_by(FaqEntry.id)
    )
    return [as_published(version, name or "") for _, version, name in rows]


def as_published(version: FaqVersion, validated_by: str) -> PublishedEntry:
    """Return a version as the assistant takes it; one not validated yet, as if it were today."""
    return PublishedEntry(
        id=version.entry_id,
        version=version.number,
        question=version.question,
        phrasings=tuple(version.phrasings),
        answer=version.answer,
        validated_on=day_of(version.validated_at or now()),
        validated_by=validated_by,
        expires_on=version.expires_on,
    )


def stamps(session: Session) -> dict[str, int]:
    """Return for each scheme a number that grows whenever an answer of it enters or leaves service."""
    counted = select(FaqEntry.scheme, func.sum(FaqEntry.changes)).group_by(FaqEntry.scheme)
    return {scheme: int(total) for scheme, total in session.execute(counted)}
