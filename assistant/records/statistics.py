"""What is counted over a period: how much was asked, how it ended, about what, what people thought, how soon.

Everything comes from what is kept when the words are gone. Three statements, each read from one index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, func, select
from sqlalchemy.orm import Session

from assistant.records.tables import Exchange, HandoffRow
from assistant.retrieval.moments import PARIS

#: What exchanges are counted by.
COUNTED = (Exchange.status, Exchange.reason, Exchange.topic, Exchange.channel, Exchange.rating)


class Period(StrEnum):
    """A period that ends today: thirty days by day, thirteen weeks by week, twelve months by month."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True)
class Figures:
    """The counts of a period. ``volume`` is by the first day of each stretch, the others by what they count."""

    first: date
    last: date
    volume: dict[date, int]
    statuses: Counter[str]
    reasons: Counter[str]
    topics: Counter[str]
    channels: Counter[str]
    ratings: Counter[str]
    #: Hand-offs sent in the period, by what they have come to.
    handoffs: Counter[str]
    replies: int
    #: Hours from question to reply, half of them longer and half shorter; None without a reply.
    median_hours: float | None

    @property
    def asked(self) -> int:
        """How many exchanges there were."""
        return sum(self.volume.values())


def figures(session: Session, scheme: str, period: Period, today: date) -> Figures:
    """Count what happened in a period that ends today."""
    starts = list(stretches(period, today))
    here = of_period(scheme, starts[0], today)
    by_day = select(Exchange.day, func.count()).where(*here).group_by(Exchange.day)
    volume = dict.fromkeys(starts, 0)
    for day, number in session.execute(by_day):
        volume[start_of(period, day)] += number
    counted = {column.key: Counter[str]() for column in COUNTED}
    for *values, number in session.execute(outcomes(here)):
        for counter, value in zip(counted.values(), values, strict=True):
            counter[value or ""] += number
    handoffs, hours = _handoffs(session, scheme, starts[0], today)
    return Figures(
        first=starts[0],
        last=today,
        volume=volume,
        statuses=counted["status"],
        reasons=_named(counted["reason"]),
        topics=_named(counted["topic"]),
        channels=counted["channel"],
        ratings=_named(counted["rating"]),
        handoffs=handoffs,
        replies=len(hours),
        median_hours=median(hours) if hours else None,
    )


def of_period(scheme: str, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    """Return what tells the exchanges of a scheme from one day to another."""
    return Exchange.scheme == scheme, Exchange.day >= first, Exchange.day <= last


def outcomes(here: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """Return exchanges counted by all that they are counted by at once, in the order of their index."""
    return select(*COUNTED, func.count()).where(*here).group_by(*COUNTED)


def stretches(period: Period, today: date) -> Iterator[date]:
    """Return the first day of each stretch of a period that ends today, the earliest first."""
    if period is Period.DAYS:
        yield from (today - timedelta(days=back) for back in reversed(range(30)))
    elif period is Period.WEEKS:
        yield from (start_of(period, today) - timedelta(weeks=back) for back in reversed(range(13)))
    else:
        months = today.year * 12 + today.month - 1
        yield from (date(at // 12, at % 12 + 1, 1) for at in range(months - 11, months + 1))


def start_of(period: Period, day: date) -> date:
    """Return the first day of the stretch that a day is in: itself, its Monday, the first of its month."""
    if period is Period.WEEKS:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if period is Period.MONTHS else day


def _named(counter: Counter[str]) -> Counter[str]:
    """Leave out what has no name: no reason where all was answered, no topic recognised, no rating given."""
    return Counter({name: number for name, number in counter.items() if name})


def _handoffs(session: Session, scheme: str, first: date, last: date) -> tuple[Counter[str], list[float]]:
    """Return the hand-offs of a period by state, and the hours that each reply took."""
    since, until = (datetime.combine(day, time(), PARIS) for day in (first, last + timedelta(days=1)))
    sent = HandoffRow.scheme == scheme, HandoffRow.asked_at >= since, HandoffRow.asked_at < until
    states, hours = Counter[str](), []
    for state, lasted in session.execute(select(HandoffRow.state, _hours(session)).where(*sent)):
        states[state] += 1
        if state == "replied" and lasted is not None:
            hours.append(round(float(lasted), 3))
    return states, hours


def _hours(session: Session) -> ColumnElement[Any]:
    """Return the hours from question to reply as the database counts them: thousands of moments are slow to read."""
    asked, replied = HandoffRow.asked_at, HandoffRow.replied_at
    if session.get_bind().dialect.name == "sqlite":
        return (func.julianday(replied, type_=Float) - func.julianday(asked, type_=Float)) * 24
    return func.date_part("epoch", replied - asked, type_=Float) / 3600
