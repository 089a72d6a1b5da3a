"""The person who takes over, with the message already written."""

from __future__ import annotations

from urllib.parse import quote

from assistant.domain import Contact, Handoff
from assistant.texts import text

#: Longest mailto that common mail programs accept (Outlook: 2 083 characters), with a margin.
LONGEST = 1800
#: As much of it as the name of a scheme may take.
_SUBJECT = 400
#: How far back a cut looks for the end of a word, in characters.
_WORD = 30


def hand_over(contact: Contact | None, question: str, scheme: str) -> Handoff:
    """Return the hand-off of a question; its mailto is cut to fit mail programs, and says where."""
    if contact is None:
        contact = Contact(text("answers.contact.nobody"), text("answers.contact.nobody_role"), "")
    if not contact.email:
        return Handoff(contact, "")
    words, name = "\n".join(question.splitlines()), _cut(scheme, _SUBJECT)
    mailto = _mailto(contact.email, name, words)
    if len(mailto) > LONGEST:
        mailto = _mailto(contact.email, name, _cut(words, LONGEST - len(_mailto(contact.email, name, ""))))
    return Handoff(contact, mailto)


def _mailto(email: str, scheme: str, words: str) -> str:
    subject, body = text("answers.mail.subject", scheme=scheme), text("answers.mail.body", question=words)
    return f"mailto:{quote(email, safe='@+')}?subject={_written(subject)}&body={_written(body)}"


def _cut(words: str, room: int) -> str:
    """Return words that take ``room`` characters of an address at most; where some are left out, a mark says so."""
    if len(_written(words)) <= room:
        return words
    mark = text("answers.mail.cut")
    room -= len(_written(mark))
    end = 0
    while (room := room - len(_written(words[end]))) >= 0:
        end += 1
    space = max(words.rfind(blank, max(0, end - _WORD), end + 1) for blank in (" ", "\n"))
    return words[: space if space > 0 else end].rstrip() + mark


def _written(words: str) -> str:
    """Return words as the fields of a mailto hold them, its lines ended as mails end theirs (RFC 6068)."""
    return quote(words.replace("\n", "\r\n"))
