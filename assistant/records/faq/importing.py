"""Entries that come from a file: what each would change, told before anything is, then proposed a few at a time."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from assistant.errors import EntryRefused
from assistant.records.database import Database
from assistant.records.faq.listing import latest
from assistant.records.faq.wording import Wording, said_by, seal
from assistant.records.faq.workflow import Author, bring_in, find
from assistant.records.tables import FaqEntry, FaqVersion
from assistant.texts import text

#: Entries of a transaction: those who ask meanwhile wait for so many only.
AT_ONCE = 25


class Fate(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Incoming:
    """A row of a file: the entry that it names, if any, and what it says."""

    entry_id: int | None
    said: Wording


@dataclass(frozen=True)
class Planned:
    """What a row would do: ``seen`` is what the entry that it changes says now."""

    incoming: Incoming
    fate: Fate
    entry_id: int | None = None
    seen: str = ""
    why: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether it changes anything."""
        return self.fate in (Fate.CREATED, Fate.CHANGED)


def plan(session: Session, scheme: str, rows: Sequence[Incoming]) -> list[Planned]:
    """Return what each row would do to the entries of a scheme, in two queries whatever their number.

    A row without an id that is known here is about the entry that asks the same question, if there is one.
    """
    known = {entry.id: (entry, version) for entry, version in latest(session, scheme)}
    by_question = {version.question: entry.id for entry, version in known.values()}
    taken: set[int | str] = set()
    planned = []
    for row in rows:
        number = row.entry_id if row.entry_id in known else by_question.get(row.said.question)
        key: int | str = row.said.question if number is None else number
        planned.append(_planned(row, known.get(number) if number is not None else None, twice=key in taken))
        taken.add(key)
    return planned


def _planned(row: Incoming, known: tuple[FaqEntry, FaqVersion] | None, *, twice: bool) -> Planned:
    if twice:
        return Planned(row, Fate.REFUSED, why=text("entries.import.twice"))
    if known is None:
        return Planned(row, Fate.CREATED)
    entry, version = known
    if _words(said_by(version)) == _words(row.said):
        return Planned(row, Fate.SAME, entry.id)
    if entry.state == "proposed":
        return Planned(row, Fate.REFUSED, entry.id, why=text("entries.refused.proposed"))
    return Planned(row, Fate.CHANGED, entry.id, seal(version))


def _words(said: Wording) -> Wording:
    """Return a wording without what its documents were when its sources were found."""
    return replace(said, sources=tuple(replace(source, sha256="") for source in said.sources))


def carry_out(database: Database, scheme: str, planned: Iterable[Planned], by: Author) -> Counter[Fate]:
    """Propose what rows say, as they were planned; return how many came to what.

    An entry that somebody changed since the plan was shown is left as it is. Stopped half-way, what was done stays,
    and the same file does the rest.
    """
    counts: Counter[Fate] = Counter()
    remaining = iter([row for row in planned if row.is_taken])
    while some := list(itertools.islice(remaining, AT_ONCE)):
        with database.writing() as session:
            counts.update(_taken(session, scheme, some, by))
    return counts


def _taken(session: Session, scheme: str, rows: Iterable[Planned], by: Author) -> Iterator[Fate]:
    for row in rows:
        entry = None if row.entry_id is None else find(session, scheme, row.entry_id, locked=True)
        if row.entry_id is not None and entry is None:
            yield Fate.REFUSED
            continue
        try:
            bring_in(session, scheme, row.incoming.said, by, entry, row.seen)
        except EntryRefused:
            yield Fate.REFUSED
        else:
            yield row.fate
