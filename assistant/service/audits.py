"""The published answers re-checked against the documents, whenever one or the other has changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date, datetime

from fastapi import Request

from assistant.faq.audit import Auditor
from assistant.faq.audited import Audit, AuditedEntry
from assistant.faq.contradictions import Contradiction, contradictions
from assistant.faq.held import Held
from assistant.faq.in_service import entries_in_service, versions_of
from assistant.pipeline import Assistant
from assistant.records.database import Database
from assistant.records.faq.published import stamps, today
from assistant.records.tables.base import now
from assistant.schemes import root_of
from assistant.service.holder import Holder, opened
from assistant.service.schemes import Schemes


@dataclass(frozen=True)
class Checkup:
    """What was found of a scheme's answers, and of its documents, in a version of the index."""

    index_version: str
    made_at: datetime
    audits: tuple[Audit, ...]
    contradictions: tuple[Contradiction, ...]

    def of(self, number: int, version: int | None) -> Audit | None:
        """Return the audit of a version of an entry, None when it was not audited."""
        found = (audit for audit in self.audits if (audit.entry.id, audit.entry.version) == (str(number), version))
        return next(found, None)


@dataclass
class _Room:
    """An auditor of one index version on one day, with what it already found: an answer is read once."""

    version: str
    day: date
    auditor: Auditor
    contradictions: tuple[Contradiction, ...]
    known: dict[AuditedEntry, Audit] = field(default_factory=dict)

    def examine(self, entries: list[AuditedEntry]) -> tuple[Audit, ...]:
        """Return the audit of each entry; those that are no longer asked for are forgotten."""
        self.known = {entry: self.known.get(entry) or self.auditor.examine(entry) for entry in entries}
        return tuple(self.known.values())


class Audits:
    """The latest checkup of each scheme. Safe to share between threads; one scheme is examined at a time."""

    def __init__(self, schemes: Schemes, database: Database) -> None:
        self._schemes = schemes
        self._database = database
        self._rooms: dict[str, _Room] = {}
        self._last: dict[str, tuple[tuple[str, date, int], Checkup]] = {}
        self._one_at_a_time = threading.Lock()

    def last(self, scheme: str) -> Checkup | None:
        """Return the latest checkup of a scheme, None while there is none."""
        known = self._last.get(scheme)
        return None if known is None else known[1]

    def refresh(self) -> None:
        """Examine the schemes whose index, answers or day have changed; one that has no index waits."""
        with self._database.reading() as session:
            sums = stamps(session)
        for holder in self._schemes.holders.values():
            assistant, known = opened(holder), self._last.get(holder.scheme)
            if assistant is None:
                continue
            if known is None or known[0] != (assistant.snapshot.version, today(), sums.get(holder.scheme, 0)):
                self.run(holder)

    def run(self, holder: Holder) -> Checkup:
        """Examine a scheme now. Raises NotReady when it has no index, RecordsUnavailable."""
        assistant, day = holder.current(), today()
        with self._one_at_a_time:
            with self._database.reading() as session:
                stamp = stamps(session).get(holder.scheme, 0)
                entries = entries_in_service(session, holder.scheme)
            room = self._room(holder.scheme, assistant, day)
            checkup = Checkup(room.version, now(), room.examine(entries), room.contradictions)
            self._last[holder.scheme] = ((room.version, day, stamp), checkup)
        return checkup

    def _room(self, scheme: str, assistant: Assistant, day: date) -> _Room:
        snapshot = assistant.snapshot
        room = self._rooms.get(scheme)
        if room is None or (room.version, room.day) != (snapshot.version, day):
            root, territory = root_of(scheme), assistant.corpus.territory
            held = Held(snapshot.documents, snapshot.pages, snapshot.passages, snapshot.search, root)
            auditor = Auditor(held, day, territory, versions_of(snapshot.folder.parent))
            room = _Room(snapshot.version, day, auditor, tuple(contradictions(held, territory)))
            self._rooms[scheme] = room
        return room


def audits_of(request: Request) -> Audits:
    """Return the checkups of the app that serves a request."""
    audits: Audits = request.app.state.audits
    return audits
