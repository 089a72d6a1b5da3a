"""Questions transmitted to the prefecture, whichever way they come in: looked at, kept once, announced."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain import Contact
from assistant.notices import outbox
from assistant.notices.message import is_address
from assistant.pipeline import Assistant
from assistant.records.database import Database
from assistant.records.handoffs import Receipt, Transmission, transmit, transmit_once
from assistant.schemes import root_of
from assistant.service.asking import Gate
from assistant.service.holder import Holder
from assistant.service.live import Live
from assistant.service.recording import public

#: Longest summary, in characters.
SUMMARY = 4000
#: A key that nobody else holds: 22 characters drawn among 64 are 132 bits; the receipt code is made of it.
_KEY = re.compile(r"[\x21-\x7e]{22,200}")


class NotTaken(Exception):
    """What was sent can't be taken as it is. ``code`` says why; a person reads ``public.problem.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Transmitter:
    """Keeps what people transmit and tells the contact that it waits."""

    database: Database
    live: Live
    gate: Gate
    #: The service as people reach it; empty: the mails have no link.
    public_url: str = ""

    def looked_at(
        self, question: str, summary: str, email: str, consent: bool, answer_id: str | None = None
    ) -> Transmission:
        """Return what can be kept. Raises NotTaken: unusable, long_summary, bad_email, consent_needed."""
        characters = all(map(self.gate.encodable, (summary, email, answer_id or "")))
        if not characters or not self.gate.usable([question]):
            raise NotTaken("unusable")
        if len(summary) > SUMMARY:
            raise NotTaken("long_summary")
        address = email.strip()
        if address and not is_address(address):
            raise NotTaken("bad_email")
        if address and not consent:
            raise NotTaken("consent_needed")
        return Transmission(question, summary, address or None, answer_id or None)

    def keep(self, holder: Holder, assistant: Assistant, what: Transmission, key: str | None = None) -> Receipt:
        """Keep what was sent, once if it came under a key, with the mail that announces it.

        Raises NotTaken (bad_key) for a key that others could guess, RecordsUnavailable when nothing could be kept.
        """
        if key is not None and not is_key(key):
            raise NotTaken("bad_key")
        whom = self.contact(holder, assistant)
        keep = public(self.live.applied(holder.scheme, assistant))
        with self.database.writing() as session:
            if key is None:
                row, code = transmit(session, holder.scheme, what, keep)
                receipt = Receipt(row, code, True)
            else:
                receipt = transmit_once(session, holder.scheme, what, key, keep)
            if receipt.fresh and receipt.row is not None:
                outbox.announce_handoff(session, receipt.row, whom.email if whom else "", self.where(holder.scheme))
        return receipt

    def contact(self, holder: Holder, assistant: Assistant) -> Contact | None:
        """Return who takes over now in a scheme."""
        return self.live.applied(holder.scheme, assistant).contact

    def where(self, scheme: str) -> str:
        """Return where a scheme's pages are, for a mail; empty when nobody set the service's address."""
        return f"{self.public_url.rstrip('/')}{root_of(scheme)}" if self.public_url else ""


def is_key(key: str) -> bool:
    """Tell whether a key is long enough to be one that its sender drew at random."""
    return _KEY.fullmatch(key) is not None
