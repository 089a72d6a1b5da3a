"""An existing FAQ read from a file: JSON lines, CSV or XLSX with the columns id, title and text."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import CorpusError
from assistant.texts import text as words

COLUMNS = ("id", "title", "text")


@dataclass(frozen=True)
class FaqEntry:
    """A question that was asked before, and its answer."""

    id: str
    title: str
    text: str


def read_faq(file: Path) -> list[FaqEntry]:
    """Return the entries of a FAQ, in its order.

    Raises CorpusError, one line, naming the row at fault, or when there is no entry at all.
    """
    readers = {".jsonl": _json_lines, ".csv": _csv, ".xlsx": _xlsx}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise CorpusError(words("cli.import.suffix", path=file, known=", ".join(readers)))
    entries: dict[str, FaqEntry] = {}
    try:
        for number, row in reader(file):
            entry = _entry(row, f"{file}:{number}")
            if entry.id in entries:
                raise CorpusError(words("cli.import.twice", where=f"{file}:{number}", id=entry.id))
            entries[entry.id] = entry
    except (OSError, UnicodeDecodeError, csv.Error, zipfile.BadZipFile, KeyError) as error:
        raise CorpusError(words("cli.import.unreadable", path=file, cause=" ".join(str(error).split()))) from error
    if not entries:
        raise CorpusError(words("cli.import.empty", path=file))
    return list(entries.values())


def _entry(row: Mapping[str, Any], where: str) -> FaqEntry:
    given = {name: str(row[name]).strip() if row.get(name) is not None else "" for name in COLUMNS}
    missing = next((name for name, value in given.items() if not value), None)
    if missing:
        raise CorpusError(words("cli.import.missing", where=where, name=missing))
    return FaqEntry(**given)


def _json_lines(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(file.read_text("utf-8-sig").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise CorpusError(words("cli.import.not_json", where=f"{file}:{number}")) from error
        if not isinstance(row, dict):
            raise CorpusError(words("cli.import.not_json", where=f"{file}:{number}"))
        yield number, row


def _csv(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Read commas or semicolons: French spreadsheets export the latter."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        head = stream.readline()
        stream.seek(0)
        reader = csv.DictReader(stream, delimiter=";" if head.count(";") > head.count(",") else ",")
        for row in reader:
            yield reader.line_num, {(name or "").strip().lower(): value for name, value in row.items()}


def _xlsx(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - only this format needs it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except InvalidFileException as error:
        raise CorpusError(words("cli.import.unreadable", path=file, cause=error)) from error
    with closing(book):
        rows = book.worksheets[0].iter_rows(values_only=True)
        names = [str(name or "").strip().lower() for name in next(rows, ())]
        for number, values in enumerate(rows, 2):
            if any(value is not None for value in values):
                yield number, dict(zip(names, values, strict=False))
