"""A mail of the outbox as it travels."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from assistant.errors import ConfigurationError
from assistant.records.tables import OutgoingMail
from assistant.texts import text

#: HTML's own definition of an address, which browsers check by; no domain without a dot.
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
)
#: Longest address that SMTP carries (RFC 5321).
LONGEST = 254
#: A name and an address, or the address alone.
_SENDER = re.compile(r"[^<>@,;:\"]+ <[^<>]+>|[^<> ]+")
#: Whatever ends a line or hides in one has no place in a header.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def is_address(words: str) -> bool:
    """Tell whether ``words`` is one e-mail address and nothing else."""
    return len(words) <= LONGEST and ADDRESS.fullmatch(words) is not None


def sender_of(words: str) -> str:
    """Return a sender as a header holds it: "Préfecture <assistant@example.fr>", or the address alone.

    Raises ConfigurationError when it is not one.
    """
    parts = _SENDER.fullmatch(words)
    if parts is None or _CONTROLS.search(words) or not is_address(_bare(words)):
        raise ConfigurationError(text("notices.smtp.bad_sender"))
    return words


def message_of(mail: OutgoingMail, sender: str) -> EmailMessage:
    """Return the message of a mail; sent twice, it has the same Message-ID, by which the second is recognised.

    Raises ValueError when its recipient is no address.
    """
    if not is_address(mail.recipient):
        raise ValueError("not an address")
    message = EmailMessage(policy.SMTP)
    message["From"] = sender
    message["To"] = mail.recipient
    message["Subject"] = _CONTROLS.sub(" ", mail.subject)
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = identity(mail.id, mail.created_at, _bare(sender))
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(mail.body, cte="quoted-printable")
    message["Content-Language"] = "fr"
    return message


def identity(number: int, created_at: datetime, sender: str) -> str:
    """Return the Message-ID of a mail: its row's alone, and another one in a database made anew."""
    made = hashlib.sha256(f"{number} {created_at.isoformat()}".encode()).hexdigest()
    return f"<{made[:32]}@{sender.rpartition('@')[2]}>"


def _bare(sender: str) -> str:
    """Return the address of a sender without its name."""
    return sender.rpartition("<")[2].removesuffix(">")
