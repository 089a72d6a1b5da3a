"""Questions transmitted to the prefecture, and the receipt that leads back to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.records.likeness import likeness
from assistant.records.receipts import digest, new_code
from assistant.records.redaction import redact
from assistant.records.tables import Erasure, Exchange, HandoffRow
from assistant.records.tables.base import now


@dataclass(frozen=True)
class Transmission:
    """What a person transmits; ``email`` only with their consent to be written to."""

    question: str
    summary: str = ""
    email: str | None = None
    answer_id: str | None = None


def transmit(session: Session, scheme: str, sent: Transmission, keep: Collection[str] = ()) -> tuple[HandoffRow, str]:
    """Keep a hand-off and return it with its receipt code, which nobody can find again."""
    code = new_code()
    known = _exchange(session, scheme, sent.answer_id)
    row = HandoffRow(
        scheme=scheme,
        receipt=digest(code) or "",
        exchange_id=known.id if known else None,
        question=redact(sent.question.strip(), keep),
        summary=redact(sent.summary.strip(), keep),
        alike=known.alike if known else likeness(sent.question),
        email=sent.email,
        consent_at=now() if sent.email else None,
    )
    session.add(row)
    session.flush()
    return row, code


def by_receipt(session: Session, code: str) -> HandoffRow | Erasure | None:
    """Return the hand-off that a code leads to, the trace of its erasure, or None for a code that leads nowhere."""
    key = digest(code)
    if key is None:
        return None
    found = session.scalar(select(HandoffRow).where(HandoffRow.receipt == key))
    return found or session.get(Erasure, key)


def _exchange(session: Session, scheme: str, answer_id: str | None) -> Exchange | None:
    if answer_id is None:
        return None
    return session.scalar(select(Exchange).where(Exchange.id == answer_id, Exchange.scheme == scheme))
