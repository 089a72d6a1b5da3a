"""What an entry is written from: a question that was asked, or one that was transmitted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.records.tables import Exchange, HandoffRow


@dataclass(frozen=True)
class Origin:
    """A question to be answered once and for all, the reply that one person already had, and where both come from."""

    question: str
    reply: str = ""
    exchange_id: str = ""
    handoff_id: int | None = None

    @property
    def target(self) -> str:
        """What the journal calls the question; empty for an entry written from none."""
        if self.handoff_id is not None:
            return f"transmission/{self.handoff_id}"
        return f"question/{self.exchange_id}" if self.exchange_id else ""

    @property
    def reading(self) -> str:
        """What the journal calls reading it."""
        return "handoff.read" if self.handoff_id is not None else "question.read"


def from_exchange(session: Session, scheme: str, answer_id: str) -> Origin | None:
    """Return a question that was asked; None when it is not known any more."""
    row = session.scalar(select(Exchange).where(Exchange.id == answer_id, Exchange.scheme == scheme))
    return Origin(row.question, exchange_id=row.id) if row is not None else None


def from_handoff(session: Session, scheme: str, number: int) -> Origin | None:
    """Return a question that was transmitted, with its reply if there is one; None when it is not kept."""
    row = session.scalar(select(HandoffRow).where(HandoffRow.id == number, HandoffRow.scheme == scheme))
    return Origin(row.question, row.reply or "", handoff_id=row.id) if row is not None else None
