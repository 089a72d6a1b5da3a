"""A file of entries and the entries kept here, one made the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.faq.exchange import ExchangedEntry
from assistant.faq.sources import Holdings, SourceNotFound, find
from assistant.records.database import Database
from assistant.records.faq.importing import Fate, Incoming, Planned, plan
from assistant.records.faq.listing import latest
from assistant.records.faq.wording import faults, said_by
from assistant.records.tables import FaqEntry, FaqVersion
from assistant.records.tables.base import day_of
from assistant.texts import text

#: Rows of a page read at a time, and of a file that is taken in one go.
PAGE, MOST = 200, 2000


def outgoing(database: Database, scheme: str) -> Iterator[ExchangedEntry]:
    """Yield what each entry of a scheme says last, a page at a time: nobody who writes waits for a whole export."""
    after = 0
    while True:
        with database.reading() as session:
            rows = latest(session, scheme, after, PAGE)
        yield from (_exchanged(entry, version) for entry, version in rows)
        if len(rows) < PAGE:
            return
        after = rows[-1][0].id


def _exchanged(entry: FaqEntry, version: FaqVersion) -> ExchangedEntry:
    validated_on = day_of(version.validated_at) if version.validated_at else None
    return ExchangedEntry(str(entry.id), said_by(version), entry.state, validated_on)


def planned(
    database: Database, scheme: str, entries: Sequence[ExchangedEntry], holdings: Holdings | None, on: date
) -> list[Planned]:
    """Return what each entry of a file would do to those of a scheme."""
    rows = [Incoming(_number(entry.id), entry.said) for entry in entries]
    with database.reading() as session:
        found = plan(session, scheme, rows)
    return checked(found, holdings, on)


def checked(rows: Iterable[Planned], holdings: Holdings | None, on: date) -> list[Planned]:
    """Return rows with their sources found in the documents; those that can't be taken are refused, saying why.

    An entry that stays as it is, is not looked at: its document may have changed since.
    """
    return [_checked(row, holdings, on) if row.is_taken else row for row in rows]


def _checked(row: Planned, holdings: Holdings | None, on: date) -> Planned:
    said = row.incoming.said
    fault = next(iter(faults(said, on).values()), "")
    try:
        if said.sources and holdings is None:
            raise SourceNotFound(text("entries.source.unavailable"))
        sources = [find(holdings, s.document, s.quote) for s in said.sources if holdings is not None]
    except SourceNotFound as error:
        fault = fault or str(error)
    if fault:
        return replace(row, fate=Fate.REFUSED, why=fault)
    return replace(row, incoming=replace(row.incoming, said=replace(said, sources=tuple(sources))))


def _number(typed: str) -> int | None:
    """Return the entry that a file names; what another system calls its own names none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None
