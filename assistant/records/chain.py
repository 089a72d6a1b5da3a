"""The journal's chain looked at from end to end, and its oldest lines let go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Row, delete, func, select
from sqlalchemy.orm import Session

from assistant.records import journal
from assistant.records.tables import JournalLine

#: Lines in memory at once.
BATCH = 1000
#: The action of the line that says where the chain now begins.
PRUNED = "journal_pruned"


def verify(session: Session) -> int | None:
    """Return the number of the first line where the chain is broken, None when it is whole.

    Lines let go are not a break when a line of the chain itself says so; lines missing at the end are one.
    """
    first: Row[Any] | None = None
    last, before, anchored = 0, "", False
    for number, line in _lines(session):
        if line is None:
            return number
        if first is None:
            first, last, before = line, line.number - 1, line.previous
        if line.number != last + 1 or line.previous != before or line.digest != journal.digest(line):
            return last + 1
        last, before = line.number, line.digest
        anchored = anchored or _begins(line, first)
    if first is not None and not anchored and (first.number, first.previous) != (1, ""):
        return int(first.number)
    return None if journal.head(session) == (last, before) else last + 1


def prune(session: Session, before: datetime) -> int:
    """Let lines older than a moment go and write down where the chain begins from then on; return how many."""
    kept = session.scalar(select(func.min(JournalLine.number)).where(JournalLine.at >= before))
    last = kept - 1 if kept is not None else session.scalar(select(func.max(JournalLine.number)))
    anchor = session.get(JournalLine, last or 0)
    if anchor is None:
        return 0
    details = {"first": anchor.number + 1, "previous": anchor.digest}
    journal.write(session, "", journal.SYSTEM, PRUNED, str(anchor.number), details)
    gone = session.execute(delete(JournalLine).where(JournalLine.number <= anchor.number))
    return gone.rowcount if isinstance(gone, CursorResult) else 0


def _begins(line: Row[Any], first: Row[Any]) -> bool:
    """Tell whether a line says that the chain begins with ``first``."""
    return bool(line.action == PRUNED and line.details == {"first": first.number, "previous": first.previous})


def _lines(session: Session) -> Iterator[tuple[int, Row[Any] | None]]:
    """Give the lines in order as rows, which are read faster than objects; None for one that holds what no line can."""
    after = -(2**31)
    while True:
        query = select(JournalLine.number).where(JournalLine.number > after).order_by(JournalLine.number)
        numbers = list(session.scalars(query.limit(BATCH)))
        if not numbers:
            return
        try:
            read = _read(session, JournalLine.number.between(numbers[0], numbers[-1]))
        except (TypeError, ValueError):
            read = {}
        for number in numbers:
            yield number, read[number] if number in read else _one(session, number)
        after = numbers[-1]


def _read(session: Session, wanted: ColumnElement[bool]) -> dict[int, Row[Any]]:
    return {row.number: row for row in session.execute(select(*JournalLine.__table__.columns).where(wanted))}


def _one(session: Session, number: int) -> Row[Any] | None:
    try:
        return _read(session, JournalLine.number == number).get(number)
    except (TypeError, ValueError):
        return None
