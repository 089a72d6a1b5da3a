"""What pages of the desk say in words: how long ago, how many, and where a page of a list begins."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from assistant.texts import text

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: Hours are told up to two days, days from then on.
_HOURS = 48


def age(since: datetime, now: datetime) -> str:
    """Return how long something has lasted: « 3 heures », « 12 jours »."""
    lasted = now - since
    if lasted < _HOUR:
        return text("queue.age.minutes")
    hours = int(lasted / _HOUR)
    if hours < _HOURS:
        return text("queue.age.hour") if hours == 1 else text("queue.age.hours", n=hours)
    return text("queue.age.days", n=int(lasted / _DAY))


def number(name: str, n: int, **fields: object) -> str:
    """Return what the queue says of a number, in the singular up to one as French has it."""
    return text(f"queue.{name}.{'one' if n < 2 else 'many'}", n=n, **fields)


def written(values: Sequence[str | int | datetime]) -> str:
    """Return what a list is ordered by as one word of an address."""
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def place(word: str, *kinds: type) -> list[Any] | None:
    """Return what a word of an address says of each kind, None when it says nothing of the sort."""
    try:
        values = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    if not isinstance(values, list) or len(values) != len(kinds):
        return None
    read = [_read(value, kind) for value, kind in zip(values, kinds, strict=True)]
    return None if any(value is None for value in read) else read


def _read(value: object, kind: type) -> object:
    if kind is datetime:
        return moment(value) if isinstance(value, str) else None
    if kind is int and isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31:
        return value
    return value if kind is str and isinstance(value, str) and "\x00" not in value else None


def moment(words: str) -> datetime | None:
    """Return the moment that a form or an address writes, with its zone; None for anything else."""
    try:
        known = datetime.fromisoformat(words)
    except ValueError:
        return None
    return known if known.tzinfo is not None else None
