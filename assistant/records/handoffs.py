"""Questions transmitted to the prefecture, and the receipt that leads back to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.records.likeness import likeness
from assistant.records.receipts import code_of, digest, new_code
from assistant.records.redaction import redact
from assistant.records.tables import Erasure, Exchange, HandoffRow
from assistant.records.tables.base import now

#: How long what is sent again is told its code again: a second click, a reply that got lost on the way.
AGAIN = timedelta(minutes=10)
#: What a code that can't be one is looked up as: it takes as long as one that leads nowhere.
_NOWHERE = ""


@dataclass(frozen=True)
class Transmission:
    """What a person transmits; ``email`` only with their consent to be written to."""

    question: str
    summary: str = ""
    email: str | None = None
    answer_id: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What a transmission leaves. ``code`` is None for one sent again too late to be told it, ``row`` once erased."""

    row: HandoffRow | None
    code: str | None
    fresh: bool


def transmit(session: Session, scheme: str, sent: Transmission, keep: Collection[str] = ()) -> tuple[HandoffRow, str]:
    """Keep a hand-off and return it with its receipt code, which nobody can find again."""
    code = new_code()
    return _add(session, scheme, sent, code, keep), code


def transmit_once(session: Session, scheme: str, sent: Transmission, key: str, keep: Collection[str] = ()) -> Receipt:
    """Keep a hand-off unless the same was already sent under the same key, of which nothing is kept.

    The key is its sender's secret, drawn at random: the receipt code is made of it and of what is sent.
    """
    code = code_of(key, [scheme, sent.question, sent.summary, sent.email or "", sent.answer_id or ""])
    known = by_receipt(session, scheme, code)
    if known is None:
        try:
            with session.begin_nested():
                return Receipt(_add(session, scheme, sent, code, keep), code, True)
        except IntegrityError:  # the same, sent at the same moment through another process
            known = by_receipt(session, scheme, code)
    row = known if isinstance(known, HandoffRow) else None
    recent = row is not None and now() - row.asked_at < AGAIN
    return Receipt(row, code if recent else None, False)


def by_receipt(session: Session, scheme: str, code: str) -> HandoffRow | Erasure | None:
    """Return the hand-off that a code leads to, the trace of its erasure, or None for a code that leads nowhere.

    Whatever was typed, the same is looked up: neither words nor time tell a wrong code from what is no code.
    """
    key = digest(code) or _NOWHERE
    found = session.scalar(select(HandoffRow).where(HandoffRow.receipt == key, HandoffRow.scheme == scheme))
    erased = session.scalar(select(Erasure).where(Erasure.receipt == key, Erasure.scheme == scheme))
    return found or erased


def _add(session: Session, scheme: str, sent: Transmission, code: str, keep: Collection[str]) -> HandoffRow:
    known = _exchange(session, scheme, sent.answer_id)
    row = HandoffRow(
        scheme=scheme,
        receipt=digest(code) or _NOWHERE,
        exchange_id=known.id if known else None,
        question=redact(sent.question.strip(), keep),
        summary=redact(sent.summary.strip(), keep),
        alike=known.alike if known and known.alike else likeness(sent.question),
        email=sent.email,
        consent_at=now() if sent.email else None,
    )
    session.add(row)
    session.flush()
    return row


def _exchange(session: Session, scheme: str, answer_id: str | None) -> Exchange | None:
    if answer_id is None:
        return None
    return session.scalar(select(Exchange).where(Exchange.id == answer_id, Exchange.scheme == scheme))
