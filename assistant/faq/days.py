"""Dates and hours of a folded text: « 14 avr. 2021 », « du 17 février au 30 mai 2025 », « à 18 h 30 »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.texts import table


@dataclass(frozen=True)
class Day:
    """A date; what is not said of it is 0. Two dates agree when what both say is the same."""

    year: int
    month: int
    day: int

    def agrees(self, other: Day) -> bool:
        """Tell whether the two may be one date: « le 30 juin » and « 30 juin 2021 »."""
        pairs = zip((self.year, self.month, self.day), (other.year, other.month, other.day), strict=True)
        return all(one == two for one, two in pairs if one and two)

    def alike(self, other: Day) -> bool:
        """Tell whether the two say as much as each other, the year aside when there is a month."""
        if self.month and other.month:
            return bool(self.day) == bool(other.day)
        return not self.month and not other.month


@cache
def _months() -> dict[str, int]:
    listed = table("claims")
    short: dict[str, int] = listed["short_months"]
    return {name: n for n, name in enumerate(listed["months"], 1)} | short


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    years = "|".join(map(re.escape, sorted(table("claims")["before_year"], key=len, reverse=True)))
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    return {
        "day": re.compile(rf"(?<!\d)(?P<day>\d{{1,2}}|premier) ?(?:er)? (?P<month>{month})\b\.?(?: {year})?"),
        "slashed": re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])"),
        "iso": re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"),
        "month": re.compile(rf"(?<!\w)(?P<month>{month}) {year}"),
        "year": re.compile(rf"(?:(?<![\w'])(?:{years}) )(?P<y>{year})(?! ?(?:€|%|euros?|habitants|[a-z]²))"),
        "hour": re.compile(
            r"(?<![\d,.])(?P<h>[01]?\d|2[0-4]) ?(?:h(?: ?(?P<m>[0-5]\d))?|heures?(?: (?P<n>[0-5]\d))?)\b"
        ),
    }


def days_in(flat: str) -> list[tuple[Day, int, int]]:
    """Return the dates of a folded text with their places; a range's first date takes the second's year."""
    found: list[tuple[Day, int, int]] = []
    for name in ("day", "slashed", "iso", "month", "year"):
        for match in _patterns()[name].finditer(flat):
            start, end = match.span("y") if name == "year" else match.span()
            if not any(start < other_end and other_start < end for _, other_start, other_end in found):
                found.append((_day(match), start, end))
    found.sort(key=lambda row: row[1])
    for at, (one, start, end) in enumerate(found[:-1]):
        after, begins, _ = found[at + 1]
        joined = re.fullmatch(r",? (?:inclus )?(?:au|et|a|et le)(?: [a-z]+di| dimanche)? ", flat[end:begins])
        if joined and not one.year and after.year and one.month <= after.month:
            found[at] = (Day(after.year, one.month, one.day), start, end)
    return found


def _day(match: re.Match[str]) -> Day:
    said = match.groupdict()
    month = said.get("month") or "0"
    day = said.get("day") or "0"
    number = int(month) if month.isdigit() else _months()[month]
    return Day(int(said.get("year") or 0), number, 1 if day == "premier" else int(day))


def hours_in(flat: str) -> Iterator[tuple[str, int, int]]:
    """Yield the hours of the day, "18:30"; « quatre heures » and « 48 heures » are durations."""
    cue = tuple(f"{word} " for word in table("claims")["before_hour"])
    for match in _patterns()["hour"].finditer(flat):
        before, after = flat[: match.start()], flat[match.end() :]
        ranged = re.match(r" (?:a|et) \d", after) or re.search(r"\d ?h(?:eures?)?(?: ?\d\d)? (?:a|et) $", before)
        short = match[0].rstrip("0123456789 ").endswith("h")
        if ranged or match["m"] or match["n"] or before.endswith(cue) or (short and before.endswith("de ")):
            yield f"{int(match['h']):02d}:{match['m'] or match['n'] or '00'}", match.start(), match.end()
