"""What administrators set in the console, in place of what the corpus or the texts say."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.domain import Contact
from assistant.records.tables import Option

#: The names under which they are kept.
CONTACT, NOTICE, SUSPENSION = "contact", "notice", "suspension"


@dataclass(frozen=True)
class Options:
    """The options of a scheme; what is None or empty is as the corpus and the texts say.

    ``contact`` takes over hand-offs, ``notice`` is shown above the question, ``suspended`` is what people read while
    no question is answered.
    """

    contact: Contact | None = None
    notice: str = ""
    suspended: str = ""
    #: When each was last changed, for whoever edits: a name, then an ISO moment.
    changed: dict[str, str] = field(default_factory=dict)


def options(session: Session, scheme: str) -> Options:
    """Return what is set for a scheme."""
    rows = {row.name: row for row in session.scalars(select(Option).where(Option.scheme == scheme))}
    values = {name: row.value for name, row in rows.items()}
    contact = values.get(CONTACT)
    return Options(
        contact=Contact(**contact) if contact else None,
        notice=values.get(NOTICE, {}).get("text", ""),
        suspended=values.get(SUSPENSION, {}).get("text", ""),
        changed={name: row.changed_at.isoformat() for name, row in rows.items()},
    )


def set_contact(session: Session, scheme: str, contact: Contact | None) -> None:
    """Put a contact in place of the corpus's own, or go back to it with None."""
    _set(session, scheme, CONTACT, asdict(contact) if contact else None)


def set_notice(session: Session, scheme: str, words: str) -> None:
    """Show words above the question; none with an empty text."""
    _set(session, scheme, NOTICE, {"text": words} if words else None)


def suspend(session: Session, scheme: str, words: str) -> None:
    """Stop answering: people read ``words`` and the contact instead; answer again with an empty text."""
    _set(session, scheme, SUSPENSION, {"text": words} if words else None)


def _set(session: Session, scheme: str, name: str, value: dict[str, Any] | None) -> None:
    row = session.get(Option, (scheme, name))
    if value is None:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = Option(scheme=scheme, name=name)
        session.add(row)
    row.value = value
