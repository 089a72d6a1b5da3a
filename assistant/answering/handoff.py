"""The person who takes over, with the message already written."""

from __future__ import annotations

from urllib.parse import quote

from assistant.domain import Contact, Handoff
from assistant.texts import text

#: Longest mailto that common mail programs accept (Outlook: 2 083 characters), with a margin.
LONGEST = 1800


def hand_over(contact: Contact | None, question: str, scheme: str) -> Handoff:
    """Return the hand-off of a question; its mailto is cut to fit mail programs."""
    if contact is None:
        contact = Contact(text("answers.contact.nobody"), text("answers.contact.nobody_role"), "")
    if not contact.email:
        return Handoff(contact, "")
    subject = text("answers.mail.subject", scheme=scheme)
    words = question
    while True:
        body = text("answers.mail.body", question=words).replace("\n", "\r\n")
        mailto = f"mailto:{contact.email}?subject={quote(subject)}&body={quote(body)}"
        if len(mailto) <= LONGEST or not words:
            return Handoff(contact, mailto)
        words = words[: max(0, len(words) - max(20, (len(mailto) - LONGEST) // 6))].rstrip()
