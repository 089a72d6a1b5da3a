"""From a draft to a published answer: who wrote it, who let it out, and nothing lost on the way.

A version is edited until it is validated and never again: what was published stays as it was read. The next
version is written beside it, while it goes on answering. Each step says what it saw (``seal``): a step decided
on a text that somebody else has changed meanwhile is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from assistant.errors import EntryChanged, EntryRefused
from assistant.records import aside, journal
from assistant.records.faq import reference
from assistant.records.faq.wording import Wording, put, seal
from assistant.records.tables import FaqEntry, FaqVersion, User
from assistant.records.tables.base import now
from assistant.texts import text


class Author(Protocol):
    """Whoever acts: an agent, or the machine, which has no account."""

    @property
    def id(self) -> int | None:
        """The account."""

    @property
    def login(self) -> str:
        """The name in the journal."""


@dataclass(frozen=True)
class Machine:
    """Somebody who may use this machine: the operator."""

    id: int | None = None
    login: str = "terminal"


def find(session: Session, scheme: str, number: int, *, locked: bool = False) -> FaqEntry | None:
    """Return an entry of a scheme with its versions; ``locked``: nobody else changes it before this ends."""
    wanted = select(FaqEntry).where(FaqEntry.id == number, FaqEntry.scheme == scheme)
    if locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return session.scalar(wanted.options(selectinload(FaqEntry.versions)))


def names(session: Session, entry: FaqEntry) -> dict[int | None, str]:
    """Return the names of those who wrote and validated the versions of an entry, by account."""
    accounts = {v.author_id for v in entry.versions} | {v.validator_id for v in entry.versions}
    rows = session.execute(select(User.id, User.name).where(User.id.in_(accounts - {None})))
    return {number: name for number, name in rows}  # noqa: C416 - a row is not a pair for a type checker


def newest(entry: FaqEntry) -> FaqVersion:
    """Return the last version, validated or not."""
    return entry.versions[-1]


def in_service(entry: FaqEntry) -> FaqVersion | None:
    """Return the version that answers, None when none does."""
    return next((version for version in entry.versions if version.number == entry.published), None)


def create(
    session: Session,
    scheme: str,
    said: Wording,
    by: Author,
    handoff_id: int | None = None,
    exchange_id: str | None = None,
) -> FaqEntry:
    """Keep a new entry as a draft, with the hand-off or the exchange that it was written from."""
    entry = FaqEntry(scheme=scheme, handoff_id=handoff_id, exchange_id=exchange_id, versions=[])
    session.add(entry)
    _write(entry, said, by, 1)
    session.flush()
    _tell(session, entry, by, "faq.create")
    return entry


def edit(session: Session, entry: FaqEntry, said: Wording, by: Author, seen: str) -> None:
    """Write over the draft, or begin the next version of an answer that is out.

    Raises EntryChanged when ``seen`` is not what the newest version says now, EntryRefused while it is proposed.
    """
    _overwrite(entry, said, by, seen)
    entry.state = "draft"
    _tell(session, entry, by, "faq.edit")


def bring_in(session: Session, scheme: str, said: Wording, by: Author, entry: FaqEntry | None, seen: str) -> FaqEntry:
    """Propose what comes from a file: a new entry, or the next text of one that says ``seen``.

    Raises EntryChanged, or EntryRefused when the entry is proposed already.
    """
    if entry is None:
        entry = FaqEntry(scheme=scheme, versions=[])
        session.add(entry)
        _write(entry, said, by, 1)
    else:
        _overwrite(entry, said, by, seen)
    entry.state = "proposed"
    _tell(session, entry, by, "faq.import")
    return entry


def propose(session: Session, entry: FaqEntry, by: Author, seen: str) -> None:
    """Ask for a validation. Raises EntryChanged, or EntryRefused unless the newest version is a draft."""
    _step(entry, seen, "draft")
    entry.state = "proposed"
    _tell(session, entry, by, "faq.propose")


def recall(session: Session, entry: FaqEntry, by: Author, seen: str) -> None:
    """Make a proposal a draft again, to correct it. Raises EntryChanged, or EntryRefused unless it is proposed."""
    _step(entry, seen, "proposed")
    entry.state = "draft"
    _tell(session, entry, by, "faq.recall")


def send_back(session: Session, entry: FaqEntry, by: Author, seen: str, note: str) -> None:
    """Return a proposal to its author, saying why. Raises EntryChanged, or EntryRefused unless it is proposed."""
    latest = _step(entry, seen, "proposed")
    latest.note, entry.state = note, "draft"
    _tell(session, entry, by, "faq.send_back")


def validate(session: Session, entry: FaqEntry, by: Author, seen: str, *, four_eyes: bool, on: date) -> None:
    """Put the proposed version in service, in place of the one before, and its question in the reference set.

    Raises EntryChanged, or EntryRefused: not proposed, expired on the day, or with ``four_eyes`` by its own author.
    """
    latest = _step(entry, seen, "proposed")
    if four_eyes and latest.author_id is not None and latest.author_id == by.id:
        raise EntryRefused(text("entries.refused.own"))
    if latest.expires_on is not None and latest.expires_on < on:
        raise EntryRefused(text("entries.refused.expired"))
    latest.validator_id, latest.validated_at, latest.note = by.id, now(), ""
    _serve(session, entry, latest, by, "faq.validate")


def withdraw(session: Session, entry: FaqEntry, by: Author) -> None:
    """Stop answering with an entry, or give up one that never did. Raises EntryRefused when it is already so."""
    if entry.state == "withdrawn":
        raise EntryRefused(text("entries.refused.state"))
    entry.changes += entry.published is not None
    entry.published = entry.expires_on = None
    entry.state = "withdrawn"
    reference.remove(session, entry)
    _tell(session, entry, by, "faq.withdraw")


def republish(session: Session, entry: FaqEntry, by: Author, on: date) -> None:
    """Put back in service the last version that was validated.

    Raises EntryRefused unless the entry is withdrawn and has such a version, not expired on the day.
    """
    validated = [version for version in entry.versions if version.validated_at is not None]
    if entry.state != "withdrawn" or not validated:
        raise EntryRefused(text("entries.refused.state"))
    if validated[-1].expires_on is not None and validated[-1].expires_on < on:
        raise EntryRefused(text("entries.refused.expired"))
    _serve(session, entry, validated[-1], by, "faq.republish")


def discard(session: Session, entry: FaqEntry, by: Author, seen: str) -> None:
    """Give up a version that was never validated: the entry is as it was before, or withdrawn when it was nothing.

    Raises EntryChanged, or EntryRefused when the newest version was validated.
    """
    latest = _as_seen(entry, seen)
    if latest.validated_at is not None:
        raise EntryRefused(text("entries.refused.state"))
    if len(entry.versions) == 1:
        withdraw(session, entry, by)
        return
    _tell(session, entry, by, "faq.discard")
    entry.versions.remove(latest)
    entry.state = "withdrawn" if entry.published is None else "published"


def _overwrite(entry: FaqEntry, said: Wording, by: Author, seen: str) -> None:
    latest = _as_seen(entry, seen)
    if entry.state == "proposed":
        raise EntryRefused(text("entries.refused.proposed"))
    if latest.validated_at is not None:
        _write(entry, said, by, latest.number + 1)
        return
    put(latest, said)
    latest.author_id, latest.written_at = by.id, now()


def _write(entry: FaqEntry, said: Wording, by: Author, number: int) -> None:
    version = FaqVersion(number=number, author_id=by.id, written_at=now())
    put(version, said)
    entry.versions.append(version)


def _serve(session: Session, entry: FaqEntry, version: FaqVersion, by: Author, action: str) -> None:
    entry.published, entry.expires_on = version.number, version.expires_on
    entry.state = "published" if newest(entry) is version else "draft"
    entry.changes += 1
    reference.put(session, entry, version)
    asked = [version.question, *version.phrasings]
    aside.settle(session, entry.scheme, asked, exchange_id=entry.exchange_id, handoff_id=entry.handoff_id)
    _tell(session, entry, by, action)


def _as_seen(entry: FaqEntry, seen: str) -> FaqVersion:
    latest = newest(entry)
    if seal(latest) != seen:
        raise EntryChanged(text("entries.refused.changed"))
    return latest


def _step(entry: FaqEntry, seen: str, state: str) -> FaqVersion:
    latest = _as_seen(entry, seen)
    if entry.state != state:
        raise EntryRefused(text("entries.refused.state"))
    return latest


def _tell(session: Session, entry: FaqEntry, by: Author, action: str) -> None:
    """Write the step in the journal: which version, and what it says by its seal."""
    session.flush()
    latest = newest(entry)
    details = {"version": latest.number, "state": entry.state, "published": entry.published, "seal": seal(latest)}
    journal.write(session, entry.scheme, by.login, action, f"faq/{entry.id}", details)
