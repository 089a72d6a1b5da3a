"""FAQ entries in any state, for tests of what shows them."""

from types import SimpleNamespace

from assistant.records.faq.published import today
from assistant.records.faq.wording import Wording, seal, tidied
from assistant.records.faq.workflow import create, edit, find, newest, propose, validate, withdraw

ADA = SimpleNamespace(id=None, login="ada")
BOB = SimpleNamespace(id=None, login="bob")


def keep(records, question, answer="Oui.", state="published", scheme="", by=ADA, **more):
    """Keep an entry, taken to a state as the console takes it there; return its number."""
    with records.writing() as session:
        entry = create(session, scheme, tidied(Wording(question, answer, **more)), by)
        if state != "draft":
            propose(session, entry, by, seal(newest(entry)))
        if state in ("published", "withdrawn"):
            validate(session, entry, BOB, seal(newest(entry)), four_eyes=False, on=more.get("expires_on") or today())
        if state == "withdrawn":
            withdraw(session, entry, BOB)
        return entry.id


def say(records, number, question, answer, state="published", scheme="", by=ADA, **more):
    """Write the next version of an entry, or over its draft, and take it to a state."""
    with records.writing() as session:
        entry = find(session, scheme, number, locked=True)
        edit(session, entry, tidied(Wording(question, answer, **more)), by, seal(newest(entry)))
        if state != "draft":
            propose(session, entry, by, seal(newest(entry)))
        if state == "published":
            validate(session, entry, BOB, seal(newest(entry)), four_eyes=False, on=today())
