"""What a cell of the FAQ's spreadsheet holds: text that no spreadsheet takes for a formula, sources, dates.

Everything written can be read back to the same value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from assistant.records.export import FORMULA
from assistant.records.faq.wording import Source

#: A cell that a spreadsheet may compute, or one that was made safe from it (OWASP, *CSV injection*).
_COMPUTED = re.compile(rf"'*[{re.escape(FORMULA)}]")
#: Characters that no XML file may hold.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "|": "\\|"}


def safe(text: str) -> str:
    """Return a text that no spreadsheet computes: an apostrophe goes before « = », « + », « - », « @ »…"""
    plain = _ILLEGAL.sub("", text)
    return f"'{plain}" if _COMPUTED.match(plain) else plain


def restored(cell: str) -> str:
    """Return the text that ``safe`` was given."""
    return cell[1:] if cell.startswith("'") and _COMPUTED.match(cell) else cell


def lines_of(texts: Iterable[str]) -> str:
    """Return texts one a line, their own line ends written « \\n »."""
    return "\n".join(text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") for text in texts)


def texts_of(cell: str) -> tuple[str, ...]:
    """Return the texts that a cell holds, one a line; empty lines are none."""
    return tuple(_unescaped(line) for line in cell.replace("\r\n", "\n").split("\n") if line.strip())


def sources_cell(sources: Iterable[Source]) -> str:
    """Return sources one a line: « circulaire-2021-04-14 | les mots cités »."""
    return "\n".join(f"{_escaped(source.document)} | {_escaped(source.quote)}" for source in sources)


def sources_of(cell: str, prints: str) -> Iterator[Source | str]:
    """Yield the sources of a cell, with the fingerprints of another one; a line that is no source is yielded as is.

    A fingerprint counts only when there are as many as sources: once edited, the sources are found again.
    """
    lines = [line for line in cell.replace("\r\n", "\n").split("\n") if line.strip()]
    known = prints.split()
    if len(known) != len(lines):
        known = [""] * len(lines)
    for line, sha256 in zip(lines, known, strict=True):
        parts = re.split(r"(?<!\\)((?:\\\\)*)\|", line, maxsplit=1)
        if len(parts) < 3 or not parts[0].strip() or not parts[2].strip():
            yield line
        else:
            quote = parts[2].removeprefix(" ")
            yield Source(_unescaped((parts[0] + parts[1]).removesuffix(" ")), _unescaped(quote), sha256.strip("-"))


def prints_cell(sources: Iterable[Source]) -> str:
    """Return the fingerprints of sources, one a line, « - » for none."""
    return "\n".join(source.sha256 or "-" for source in sources)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in text)


def _unescaped(text: str) -> str:
    back = {"n": "\n", "r": "\r"}
    return re.sub(r"\\(.)", lambda match: back.get(match[1], match[1]), text)


def french(day: date | None) -> str:
    """Return a date as a French spreadsheet shows it, nothing for none."""
    return day.strftime("%d/%m/%Y") if day is not None else ""


def day_of(value: Any) -> date | None:
    """Return the date of a cell, None for an empty one. Raises ValueError when it is no date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    if found:
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(text[:10])
