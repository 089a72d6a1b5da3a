"""Mails to be sent, written in the transaction of what they announce: neither can be kept without the other.

What they say is little, for a mailbox is read by others and no receipt code erases what is in it. The prefecture reads
the question, redacted as everything that is kept; never the person's address, which stays in the console. The person
reads that the reply is there, neither the question nor the reply: their code opens both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from assistant.records.tables import HandoffRow, OutgoingMail
from assistant.records.tables.base import now
from assistant.texts import text


@dataclass(frozen=True)
class Outbox:
    """How many mails wait, how many of those failed at least once, and how many were given up."""

    waiting: int
    failing: int
    given_up: int


def announce_handoff(session: Session, handoff: HandoffRow, contact_email: str, root: str) -> OutgoingMail | None:
    """Tell a scheme's contact that a question waits for them; None when they have no address.

    ``root`` is where the scheme's pages are, the service's own address included
    ("https://assistant.example.fr/s/aide-76"); empty when nobody set that address: the mail then has no link.
    """
    if not contact_email:
        return None
    told = "handoff_told" if handoff.email else "handoff_untold"
    lines = [text("notices.mail.handoff", question=handoff.question), text(f"notices.mail.{told}")]
    if root:
        lines.append(text("notices.mail.console", address=f"{root}/staff/transmissions/{handoff.id}"))
    return _put(session, handoff, contact_email, text("notices.mail.handoff_subject"), lines)


def announce_reply(session: Session, handoff: HandoffRow, root: str) -> OutgoingMail | None:
    """Tell a person that the prefecture has replied; None for one who did not consent to be written to.

    ``root`` is as for ``announce_handoff``. That the question waits is no longer to be announced: a mail that said so
    and is not sent yet is dropped.
    """
    session.execute(delete(OutgoingMail).where(OutgoingMail.handoff_id == handoff.id, OutgoingMail.sent_at.is_(None)))
    if not handoff.email or handoff.consent_at is None:
        return None
    lines = [text("notices.mail.reply"), text("notices.mail.code", address=f"{root}/recu") if root else ""]
    return _put(session, handoff, handoff.email, text("notices.mail.reply_subject"), lines)


@dataclass(frozen=True)
class Unsent:
    """A mail that the server has not taken yet, and whether it is for the person or for the scheme's contact."""

    mail: OutgoingMail
    to_person: bool


def unsent(session: Session, scheme: str, below: int | None = None, most: int = 50) -> list[Unsent]:
    """Return the mails of a scheme that are not sent, the latest first; ``below`` goes on from the number of one."""
    wanted = OutgoingMail.scheme == scheme, OutgoingMail.sent_at.is_(None)
    further = () if below is None else (OutgoingMail.id < below,)
    person = (OutgoingMail.recipient == HandoffRow.email).label("person")
    found = select(OutgoingMail, person).outerjoin(HandoffRow, HandoffRow.id == OutgoingMail.handoff_id)
    rows = session.execute(found.where(*wanted, *further).order_by(OutgoingMail.id.desc()).limit(most))
    return [Unsent(mail, bool(to_person)) for mail, to_person in rows]


def try_again(session: Session, scheme: str, mail_id: int) -> bool:
    """Make a mail due at once that is not sent yet, given up or not; tell whether there is one."""
    wanted = OutgoingMail.id == mail_id, OutgoingMail.scheme == scheme, OutgoingMail.sent_at.is_(None)
    mail = session.scalar(select(OutgoingMail).where(*wanted))
    if mail is None:
        return False
    mail.due_at, mail.attempts = now(), 0
    return True


def outbox(session: Session, since: datetime | None = None) -> Outbox:
    """Return how the mails of all schemes are doing, those written since a moment if one is given."""
    recent = () if since is None else (OutgoingMail.created_at >= since,)
    unsent = OutgoingMail.sent_at.is_(None), *recent
    due, failed = OutgoingMail.due_at.is_not(None), OutgoingMail.failure != ""
    counts = (
        session.scalar(select(func.count(OutgoingMail.id)).where(*unsent, *conditions)) or 0
        for conditions in ((due,), (due, failed), (~due,))
    )
    return Outbox(*counts)


def _put(session: Session, handoff: HandoffRow, recipient: str, subject: str, lines: list[str]) -> OutgoingMail:
    whole = [text("notices.mail.greeting"), *filter(None, lines), text("notices.mail.automatic")]
    mail = OutgoingMail(
        scheme=handoff.scheme, handoff_id=handoff.id, recipient=recipient, subject=subject, body="\n\n".join(whole)
    )
    session.add(mail)
    session.flush()
    return mail
