"""FAQ entries as rows of a spreadsheet, and rows as entries: all of a file, or every fault of it and nothing.

The columns are those that an agent reads; an export read back gives the same entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from assistant.faq.exchange_cells import (
    day_of,
    french,
    lines_of,
    prints_cell,
    restored,
    safe,
    sources_cell,
    sources_of,
    texts_of,
)
from assistant.faq.folded import folded
from assistant.records.faq.wording import Source, Wording, faults, tidied
from assistant.texts import table, text

#: The columns, in order, by the names of ``texts/faq_exchange.toml``; the first two that are read must be there.
COLUMNS = (
    "id", "question", "phrasings", "answer", "topic", "sources", "state", "expires_on", "validated_on", "prints",
)  # fmt: skip
REQUIRED = ("question", "answer")
#: What a new entry is when the file doesn't say.
DRAFT = "draft"
#: Rows of a file, and bytes of it once decompressed.
ROWS, BYTES = 100_000, 50 * 1024 * 1024

Cell = str | date | None


@dataclass(frozen=True)
class ExchangedEntry:
    """An entry as a file holds it; ``id`` is empty for one that the file adds."""

    id: str
    said: Wording
    state: str = DRAFT
    validated_on: date | None = None


@dataclass(frozen=True)
class Imported:
    """What was read of a file: its entries, or what is wrong with it, one French line a fault, and then no entry."""

    entries: tuple[ExchangedEntry, ...] = ()
    faults: tuple[str, ...] = ()


class UnreadableTable(Exception):
    """The file itself can't be used. An agent reads why, in French, on one line."""


def headings() -> list[str]:
    """Return the first row: the columns' French names."""
    return [text(f"faq_exchange.column.{name}") for name in COLUMNS]


def cells(entry: ExchangedEntry) -> list[Cell]:
    """Return an entry as a row, dates apart as text that no spreadsheet computes."""
    said = entry.said
    row: dict[str, Cell] = {
        "id": entry.id,
        "question": said.question,
        "phrasings": lines_of(said.phrasings),
        "answer": said.answer,
        "topic": said.topic,
        "sources": sources_cell(said.sources),
        "state": text(f"faq_exchange.state.{entry.state}"),
        "expires_on": said.expires_on,
        "validated_on": entry.validated_on,
        "prints": prints_cell(said.sources),
    }
    return [safe(row[name]) if isinstance(row[name], str) else row[name] for name in COLUMNS]  # type: ignore[arg-type]


def shown(cell: Cell) -> str:
    """Return a cell as text: a date as French writes it."""
    return cell if isinstance(cell, str) else french(cell)


def places(first: Sequence[Any]) -> dict[str, int]:
    """Return where each column stands in the first row, whatever their order, accents and capitals.

    Raises UnreadableTable naming the first one that is missing.
    """
    named = {folded(str(name or "").strip().lstrip("\ufeff")): at for at, name in reversed(list(enumerate(first)))}
    found = {name: named[folded(text(f"faq_exchange.column.{name}"))] for name in COLUMNS if _named(name) in named}
    missing = next((name for name in REQUIRED if name not in found), None)
    if missing is not None:
        raise UnreadableTable(text("faq_exchange.fault.columns", column=text(f"faq_exchange.column.{missing}")))
    return found


def _named(name: str) -> str:
    return folded(text(f"faq_exchange.column.{name}"))


def read_rows(rows: Iterable[Sequence[Any]]) -> Imported:
    """Return the entries of rows, the first of which names the columns; empty rows are none.

    Raises UnreadableTable when the table has no such row, no entry, or too many.
    """
    first, *others = [*islice(rows, ROWS + 2)] or [()]
    at = places(first)
    if len(others) > ROWS:
        raise UnreadableTable(text("faq_exchange.fault.rows", most=ROWS))
    read = _Read()
    for number, values in enumerate(others, 2):
        if any(str(value or "").strip() for value in values):
            read.take(number, {name: values[place] for name, place in at.items() if place < len(values)})
    if not read.entries and not read.faults:
        raise UnreadableTable(text("faq_exchange.fault.none"))
    return Imported(faults=tuple(read.faults)) if read.faults else Imported(tuple(read.entries))


@dataclass
class _Read:
    """What has been read so far."""

    entries: list[ExchangedEntry] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)

    def take(self, number: int, row: Mapping[str, Any]) -> None:
        """Read a row: its entry, or each of its faults."""
        wrong: list[str] = []
        entry = _entry(row, wrong)
        if entry.id and self.first.setdefault(entry.id, number) != number:
            wrong.append(text("faq_exchange.fault.twice", id=entry.id, first=self.first[entry.id]))
        self.faults += [text("faq_exchange.fault.row", number=number, fault=fault) for fault in wrong]
        self.entries.append(entry)


def _entry(row: Mapping[str, Any], wrong: list[str]) -> ExchangedEntry:
    given = {name: restored(_plain(row.get(name))) for name in COLUMNS}
    sources: list[Source] = []
    for found in sources_of(given["sources"], given["prints"]):
        if isinstance(found, Source):
            sources.append(found)
        else:
            wrong.append(_at("sources", text("faq_exchange.fault.source", value=found[:60])))
    said = Wording(
        given["question"],
        given["answer"],
        texts_of(given["phrasings"]),
        given["topic"],
        tuple(sources),
        _day("expires_on", row, wrong),
    )
    tidy = tidied(said)
    wrong += [_at(name, fault) for name, fault in faults(tidy, date.min).items()]
    return ExchangedEntry(given["id"].strip(), tidy, _state(given["state"], wrong), _day("validated_on", row, wrong))


def _plain(value: Any) -> str:
    """Return a cell as text; a spreadsheet makes numbers of what looks like one: 12.0 is « 12 »."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _day(name: str, row: Mapping[str, Any], wrong: list[str]) -> date | None:
    value = row.get(name)
    try:
        return day_of(restored(value) if isinstance(value, str) else value)
    except ValueError:
        wrong.append(_at(name, text("faq_exchange.fault.date", value=str(value)[:40])))
        return None


def _state(value: str, wrong: list[str]) -> str:
    known: dict[str, str] = table("faq_exchange")["state"]
    if not value.strip():
        return DRAFT
    found = next((state for state, label in known.items() if folded(value.strip()) == folded(label)), None)
    if found is None:
        wrong.append(_at("state", text("faq_exchange.fault.state", value=value[:40], known=", ".join(known.values()))))
    return found or DRAFT


def _at(name: str, fault: str) -> str:
    return text("faq_exchange.fault.field", column=text(f"faq_exchange.column.{name}"), fault=fault)
