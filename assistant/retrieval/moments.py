"""Days and hours as the prefecture counts them, for questions about a date."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from assistant.errors import ConfigurationError
from assistant.texts import text

PARIS = ZoneInfo("Europe/Paris")


def moment_of(words: str) -> datetime:
    """Return the moment that a person names: "2026-11-20" is the end of that day in Paris.

    A date and an hour need their offset ("2026-11-20T10:00+01:00"): without it, the hour
    is anybody's. Raises ConfigurationError for anything else.
    """
    try:
        return end_of(date.fromisoformat(words.strip()))
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(words.strip())
        there = moment.astimezone(PARIS)
    except (ValueError, OverflowError) as error:
        raise ConfigurationError(text("history.bad_moment", value=words)) from error
    if moment.tzinfo is None:
        raise ConfigurationError(text("history.bad_moment", value=words))
    return there


def end_of(day: date) -> datetime:
    """Return the last moment of a day in Paris."""
    return datetime.combine(day, time.max, PARIS)


def told(moment: datetime) -> str:
    """Return "20/11/2026 à 10 h 05", the hour of Paris."""
    there = moment.astimezone(PARIS)
    return text("history.moment", day=there.strftime("%d/%m/%Y"), hour=there.hour, minutes=f"{there.minute:02d}")


def period_told(since: datetime, until: datetime | None) -> str:
    """Return "du 20/11/2026 à 10 h 05 au 24/11/2026 à 9 h 00", or "depuis le …" while it lasts."""
    if until is None:
        return text("history.period.open", since=told(since))
    return text("history.period.closed", since=told(since), until=told(until))
