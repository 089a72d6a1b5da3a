"""What a receipt code leads to: the same rows are given to the person who asks for them and erased at their word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.records.receipts import digest
from assistant.records.tables import Exchange, FaqEntry, FaqVersion, HandoffRow


@dataclass(frozen=True)
class Reach:
    """A hand-off, the exchanges of its conversation, and the FAQ drafts begun from it that nobody validated."""

    handoff: HandoffRow
    exchanges: Sequence[str]
    drafts: Sequence[int]


def reach(session: Session, scheme: str, code: str) -> Reach | None:
    """Return what a code leads to, None when it leads to no hand-off of the scheme."""
    key = digest(code) or ""
    row = session.scalar(select(HandoffRow).where(HandoffRow.receipt == key, HandoffRow.scheme == scheme))
    if row is None:
        return None
    asked = _conversation(session, row)
    return Reach(row, asked, _drafts(session, row, asked))


def _conversation(session: Session, row: HandoffRow) -> Sequence[str]:
    """Return the exchange that a hand-off comes from and those of the same conversation."""
    known = None if row.exchange_id is None else session.get(Exchange, row.exchange_id)
    if known is None:
        return []
    if known.conversation is None:
        return [known.id]
    same = Exchange.conversation == known.conversation, Exchange.scheme == known.scheme
    return session.scalars(select(Exchange.id).where(*same)).all()


def _drafts(session: Session, row: HandoffRow, asked: Sequence[str]) -> Sequence[int]:
    """Return the FAQ entries begun from a hand-off or its exchanges while they are still a person's words.

    That is as long as none of their versions was validated.
    """
    validated = select(FaqVersion.entry_id).where(FaqVersion.validated_at.is_not(None))
    theirs = (FaqEntry.handoff_id == row.id) | FaqEntry.exchange_id.in_(asked)
    begun = theirs, FaqEntry.published.is_(None), FaqEntry.id.not_in(validated)
    return session.scalars(select(FaqEntry.id).where(*begun)).all()
