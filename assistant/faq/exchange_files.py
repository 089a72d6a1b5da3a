"""The files of the FAQ's spreadsheet: CSV as French Excel opens it, and XLSX, written row by row in constant memory.

A file that is sent is not trusted: what it says it decompresses to is looked at before anything is read.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, BinaryIO
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils.exceptions import InvalidFileException

from assistant.faq.exchange import (
    BYTES,
    COLUMNS,
    ROWS,
    Cell,
    ExchangedEntry,
    Imported,
    UnreadableTable,
    headings,
    read_rows,
    shown,
)
from assistant.faq.exchange import cells as cells_of
from assistant.texts import text

#: Widths of the sheet's columns, in characters.
_WIDTHS = (8, 50, 50, 80, 20, 60, 12, 16, 16, 20)
#: Columns read of a sheet, whatever it has: its own ones and some that an agent added.
_WIDE = 3 * len(COLUMNS)
#: Files of an archive; a workbook has a dozen.
_FILES = 1000


def csv_lines(entries: Iterable[ExchangedEntry]) -> Iterator[str]:
    """Yield a CSV file, row by row: semicolons, and the mark by which Excel reads UTF-8."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(headings())
    yield _taken(buffer)
    for entry in entries:
        writer.writerow(map(shown, cells_of(entry)))
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    said = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return said


def write_xlsx(entries: Iterable[ExchangedEntry], file: IO[bytes]) -> None:
    """Write a workbook of one sheet; its rows go to a temporary file as they come."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(text("faq_exchange.fault.sheet"))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions["ABCDEFGHIJ"[number]].width = width
    head = [WriteOnlyCell(sheet, value=name) for name in headings()]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    texts, days = _models(sheet)
    for entry in entries:
        sheet.append([_filled(cell, texts[at], days[at]) for at, cell in enumerate(cells_of(entry))])
    book.save(file)


def _models(sheet: Any) -> tuple[list[Any], list[Any]]:
    """Return a cell of text and a cell of date for each column: a row is written at once, and they serve again."""
    texts, days = ([WriteOnlyCell(sheet) for _ in COLUMNS] for _ in range(2))
    for cell in (*texts, *days):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in days:
        cell.number_format = "DD/MM/YYYY"
    return texts, days


def _filled(cell: Cell, text: Any, day: Any) -> Any:
    if cell is None or cell == "":
        return None
    model = text if isinstance(cell, str) else day
    model.value = cell
    if model is day:
        model.number_format = "DD/MM/YYYY"
    return model


def read_file(file: BinaryIO) -> Imported:
    """Read a CSV or XLSX file, whichever it is; all of it, or every fault of it.

    Raises UnreadableTable when the file itself can't be used: neither of the two, too big, without its columns.
    """
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    return read_rows(_xlsx(file) if start.startswith(b"PK") else _csv(file))


def _csv(file: BinaryIO) -> Iterator[Sequence[Any]]:
    """Yield the rows of a CSV file: UTF-8, or what Excel writes on a French machine; commas or semicolons."""
    data = file.read(BYTES + 1)
    if len(data) > BYTES:
        raise UnreadableTable(text("faq_exchange.fault.size", most=BYTES // 1024 // 1024))
    try:
        said = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = data.decode("cp1252", "replace")
    head = said.split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        yield from csv.reader(io.StringIO(said, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableTable(text("faq_exchange.fault.unreadable")) from error


def _xlsx(file: BinaryIO) -> Iterator[Sequence[Any]]:
    """Yield the rows of a workbook's first sheet.

    ``zipfile`` never gives more of a file than the size it declares: the sum of those is looked at first.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            inside = archive.infolist()
        if len(inside) > _FILES or sum(one.file_size for one in inside) > BYTES:
            raise UnreadableTable(text("faq_exchange.fault.size", most=BYTES // 1024 // 1024))
        file.seek(0)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        yield from book.worksheets[0].iter_rows(max_row=ROWS + 2, max_col=_WIDE, values_only=True)
    except _BROKEN as error:
        raise UnreadableTable(text("faq_exchange.fault.unreadable")) from error


#: What a file that is no workbook, or a broken one, makes the libraries raise.
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    IndexError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)
