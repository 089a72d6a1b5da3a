"""The figures of a period as tables to show: labelled, small counts hidden, each with the bar that stands for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from assistant.domain import Status
from assistant.evaluation.report import percent
from assistant.records.anonymity import LEAST, Cell, Counts, hidden
from assistant.records.replies import State
from assistant.records.statistics import Figures, Period, start_of
from assistant.service.staff.topics import topic_name
from assistant.service.templates import french_date
from assistant.texts import table, text

#: Topics shown by name; the others are counted together.
TOPICS = 12


@dataclass(frozen=True)
class Line:
    """A count with its label, its share of the total and the length of its bar, both None when it is hidden."""

    label: str
    cell: Cell
    share: str
    bar: float | None

    @property
    def shown(self) -> str:
        """The count, or why it is not told."""
        return said(self.cell)


@dataclass(frozen=True)
class Table:
    """A table of figures; ``name`` is that of its texts."""

    name: str
    lines: tuple[Line, ...]
    total: Cell

    @property
    def total_shown(self) -> str:
        """The total, or why it is not told."""
        return said(self.total)


def said(cell: Cell) -> str:
    """Return a count as it is read."""
    if cell.value is not None:
        return f"{cell.value:,}".replace(",", "\u202f")
    return text("figures.cell.few", least=LEAST) if cell.few else text("figures.cell.hidden")


def tables(period: Period, found: Figures, names: Mapping[str, str]) -> list[Table]:
    """Return the tables of a period; ``names`` are those of the topics."""
    return [
        _volume(period, found),
        _known("statuses", found.statuses, Status, table("question")["status"]),
        _busiest("reasons", found.reasons, table("question")["reason"]),
        _topics(found, names),
        _known("ratings", found.ratings, table("figures")["rating"], table("figures")["rating"]),
        _known("handoffs", found.handoffs, State, table("handed")["state"]),
        _busiest("channels", found.channels, table("question")["channel"]),
    ]


def _volume(period: Period, found: Figures) -> Table:
    starts = list(found.volume)
    known = _sums_told_elsewhere(starts) if period is Period.DAYS else []
    labels = [_stretch(period, start) for start in starts]
    return _table("volume", labels, hidden(list(found.volume.values()), known))


def _sums_told_elsewhere(days: Sequence[date]) -> list[list[int]]:
    """Return the places of the days of each week and month that a page tells the sum of, all of them being there."""
    stretches: dict[date, list[int]] = {}
    groups = []
    for longer in (Period.WEEKS, Period.MONTHS):
        stretches = {}
        for place, day in enumerate(days):
            stretches.setdefault(start_of(longer, day), []).append(place)
        groups += [places for start, places in stretches.items() if start >= days[0]]
    return groups


def _stretch(period: Period, start: date) -> str:
    months = table("web")["date"]["months"]
    fields = {"day": french_date(start), "month": months[start.month - 1], "year": start.year}
    return text(f"figures.stretch.{period}", **fields)


def _known(name: str, counter: Counter[str], order: Iterable[str], labels: Mapping[str, str]) -> Table:
    """Return a table whose lines are always the same, in the same order."""
    keys = [str(key) for key in order]
    return _table(name, [_capital(labels[key]) for key in keys], hidden([counter[key] for key in keys]))


def _busiest(name: str, counter: Counter[str], labels: Mapping[str, str]) -> Table:
    keys = sorted(counter, key=lambda key: (-counter[key], key))
    return _by_size(name, [_capital(labels.get(key, key)) for key in keys], [counter[key] for key in keys])


def _topics(found: Figures, names: Mapping[str, str]) -> Table:
    """Return the topics asked about most, the rest of them together, and where none was recognised."""
    keys = sorted(found.topics, key=lambda key: (-found.topics[key], key))
    labels = [topic_name(names, key) for key in keys[:TOPICS]]
    counts = [found.topics[key] for key in keys[:TOPICS]]
    rest = sum(found.topics[key] for key in keys[TOPICS:])
    if rest:
        labels.append(text("figures.topic.rest"))
        counts.append(rest)
    unknown = found.asked - sum(found.topics.values())
    if unknown:
        labels.append(text("figures.topic.none"))
        counts.append(unknown)
    return _by_size("topics", labels, counts)


def _by_size(name: str, labels: list[str], counts: list[int]) -> Table:
    """Return a table in the order given, the hidden counts last and by their labels: the order must not tell them."""
    cells = hidden(counts)
    pairs = list(zip(labels, cells.cells, strict=True))
    pairs = [p for p in pairs if p[1].value is not None] + sorted(
        (p for p in pairs if p[1].value is None), key=lambda pair: pair[0]
    )
    return _table(name, [label for label, _ in pairs], Counts(tuple(cell for _, cell in pairs), cells.total))


def _table(name: str, labels: Sequence[str], counts: Counts) -> Table:
    most = max((cell.value or 0 for cell in counts.cells), default=0)
    lines = []
    for label, cell in zip(labels, counts.cells, strict=True):
        known = cell.value is not None and counts.total.value
        share = percent(cell.value / counts.total.value) if known and cell.value and counts.total.value else ""
        bar = None if cell.value is None else (cell.value / most if most else 0.0)
        lines.append(Line(label, cell, share, bar))
    return Table(name, tuple(lines), counts.total)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def delay(found: Figures) -> str:
    """Return in how long half of the replies were given, unless too few were."""
    if found.median_hours is None or found.replies < LEAST:
        return text("figures.delay.few", least=LEAST)
    hours = max(1, ceil(found.median_hours))
    lasted = text("figures.delay.hours", n=hours) if hours < 48 else text("figures.delay.days", n=ceil(hours / 24))
    return text("figures.delay.median", delay=lasted)
