"""The question of each published answer in the reference set: a later index must still answer it so."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from assistant.domain import Status
from assistant.records.faq.usage import document_of
from assistant.records.tables import FaqEntry, FaqVersion, ReferenceQuestion


def put(session: Session, entry: FaqEntry, version: FaqVersion) -> None:
    """Expect the question of an entry to be answered by a version of it, and by no other."""
    remove(session, entry)
    session.add(
        ReferenceQuestion(scheme=entry.scheme, question=version.question, expected=expected(version), entry_id=entry.id)
    )


def remove(session: Session, entry: FaqEntry) -> None:
    """Expect nothing of an entry any more."""
    session.execute(delete(ReferenceQuestion).where(ReferenceQuestion.entry_id == entry.id))


def expected(version: FaqVersion) -> dict[str, Any]:
    """Return the case of a version, as the lines of ``tests/reference`` are written."""
    first, *rest = [line.strip() for line in version.answer.split("\n") if line.strip()]
    return {
        "id": f"faq-{version.entry_id}",
        "category": "faq",
        "split": "test",
        "question": version.question,
        "status": [Status.ANSWERED.value],
        "document": document_of(version.entry_id),
        "evidence": [first],
        "also": rest,
    }


def cases(session: Session, scheme: str, on: date) -> list[dict[str, Any]]:
    """Return what is expected of a scheme on a day; an entry that has expired is expected to answer no more."""
    kept = (
        select(ReferenceQuestion.expected)
        .outerjoin(FaqEntry, FaqEntry.id == ReferenceQuestion.entry_id)
        .where(ReferenceQuestion.scheme == scheme, or_(FaqEntry.expires_on.is_(None), FaqEntry.expires_on >= on))
        .order_by(ReferenceQuestion.id)
    )
    return list(session.scalars(kept))
