"""Telephone numbers of people: French ones in every spacing, foreign ones, and what a sentence announces as one.

Candidates are found by patterns that read each character a bounded number of times, and
``phonenumbers`` judges those that have no French shape. Its own search is not used: it
takes a second on a hostile 100 kB, and misses the numbers that people write with slashes
or the letter O. Public service numbers (3939, 116 006, 0 800 …) are nobody's and are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from assistant.records.personal.words import END, START, any_of, listed
from assistant.records.personal.written import UNIT, digits_of, is_date, is_free, is_national, is_personal, runs_of

_D = "[0-9oil]"
_GAP = r"(?>\s{1,3}(?:[.\-/_,:+*|~]\s{0,2})?|[.\-/_,:+*|~]\s{0,2})?"
#: Before its first character, nothing that the number would be a part of; some words are often stuck to it.
_STUCK = "|".join(rf"(?<={word}.)" for word in listed("stuck"))
_START = rf"(?:(?<![^\W_].)|{_STUCK})"

NATIONAL = re.compile(rf"[0o]{_START}\s?[1-9][)\]]?(?:{_GAP}{_D}){{8}}(?!\d)")
_ABROAD = r"(?:(?<=\+)|\s?[0o])\s?\(?\s?"
_NINE = rf"\s?3\s?\)?{_GAP}(?:\(\s?[0o]\s?\){_GAP}|[0o]{_GAP})?(?P<national>[1-9](?:{_GAP}{_D}){{8}})(?!\d)"
#: +33 or 0033 and nine digits, with or without the zero that should have gone; then 33 alone.
FROM_ABROAD = re.compile(rf"[+0o]{_START}{_ABROAD}3{_NINE}")
BARE = re.compile(rf"3{_START}{_NINE}")
FOREIGN = re.compile(rf"[+0o]{_START}{_ABROAD}[1-9]\)?(?:{_GAP}\(?\d\)?){{6,14}}(?!\d)")

#: What announces a number, whatever its shape, and what may come between.
_BETWEEN = rf"(?:[\s.,:;°()='>*-]|{any_of('between')}{END}){{0,12}}"
ANNOUNCED = re.compile(
    rf"{START}{any_of('announces_phone')}{END}{_BETWEEN}(?P<number>[+(]{{0,2}}\d\)?(?:{_GAP}\d){{5,14}})(?!\d)"
)
#: Candidates judged by phonenumbers in one text; those after them, which no question has, are taken for numbers.
MOST = 100


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each person's telephone number in a folded text."""
    for start, end in _written(text):
        # "(06) 12 …": the bracket that the number closes is the number's.
        closed = text.count(")", start, end) > text.count("(", start, end) or "]" in text[start:end]
        opened = closed and text[start - 1 : start] in {"(", "["}
        yield start - opened, end


def _written(text: str) -> Iterator[tuple[int, int]]:
    yield from _from_abroad(text)
    yield from _foreign(text)
    yield from _national(text)
    for found in ANNOUNCED.finditer(text):
        if is_personal(text, found.end(), digits_of(found["number"])) and not is_date(runs_of(found["number"])):
            yield found.span("number")


def _from_abroad(text: str) -> Iterator[tuple[int, int]]:
    for found in FROM_ABROAD.finditer(text):
        if is_personal(text, found.end(), "0" + digits_of(found["national"])):
            yield found.span()
    for found in BARE.finditer(text):
        runs = runs_of(found["national"])
        sure = [len(run) for run in runs[1:]] == [2, 2, 2, 2] or runs[0][0] in "67"
        if sure and is_free(text, found.start(), -2) and is_personal(text, found.end(), "0" + "".join(runs)):
            yield found.span()


def _national(text: str) -> Iterator[tuple[int, int]]:
    last = -2
    for found in NATIONAL.finditer(text):
        runs = runs_of(found.group())
        known = is_free(text, found.start(), last) and is_personal(text, found.end(), "".join(runs))
        if known and is_national(text, found, runs):
            last = found.end()
            yield found.span()


def _foreign(text: str) -> Iterator[tuple[int, int]]:
    """Yield the numbers with another country's code; digits that follow one are left out of it."""
    judged = 0
    for found in FOREIGN.finditer(text):
        ends = _ends(found) if judged < MOST else [found.end()]
        for end in ends:
            digits = digits_of(text[found.start() : end].replace("(0)", "")).removeprefix("00")
            judged += 1
            if not digits.startswith("33") and not UNIT.match(text, end) and (judged > MOST or _is_valid(digits)):
                yield found.start(), end
                break


def _ends(found: re.Match[str]) -> list[int]:
    """Return where a candidate may end, the farthest first: after any of its last groups of digits."""
    ends = [found.start() + run.end() for run in re.finditer(r"\d+\)?", found.group())]
    return [end for end in reversed(ends) if len(digits_of(found.string[found.start() : end])) >= 8][:4]


def _is_valid(digits: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False
