"""Days as French writes them."""

from __future__ import annotations

from datetime import date

from assistant.texts import table


def french_date(day: date | str) -> str:
    """Return « 14 avril 2021 » for 2021-04-14; the first of a month is « 1er »."""
    known = date.fromisoformat(day) if isinstance(day, str) else day
    number = "1er" if known.day == 1 else str(known.day)
    return f"{number} {table('web')['date']['months'][known.month - 1]} {known.year}"
