"""Whether a figure is a limit: « au plus 40 € » and « plus de 40 € » say different things with one number."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from assistant.texts import table

#: How far a limit's words stand from its figure, in characters.
BEFORE, AFTER = 40, 22
#: What denied is a floor: « ne peut être revendu avant cinq ans ».
BEFORE_THAT = ("avant", "avant le")


class Limit(StrEnum):
    """What a figure bounds."""

    NONE = "none"
    MOST = "most"
    LEAST = "least"


@cache
def _listed() -> dict[str, Limit]:
    listed = table("claims")["limits"]
    return dict.fromkeys(listed["most_before"], Limit.MOST) | dict.fromkeys(listed["least_before"], Limit.LEAST)


@cache
def _before() -> re.Pattern[str]:
    """Return what finds the longest of the limits that a text ends with."""
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, _listed()))})$")


@cache
def _after() -> tuple[tuple[re.Pattern[str], Limit], ...]:
    listed = table("claims")["limits"]
    return tuple(
        (re.compile(rf"[ ,]*{between}(?:{'|'.join(map(re.escape, listed[name]))})\b"), limit)
        for between in ("", r"(?:[a-z']+ ){1,2}?")
        for name, limit in (("most_after", Limit.MOST), ("least_after", Limit.LEAST))
    )


def limit_of(flat: str, start: int, end: int) -> Limit:
    """Return what the figure at ``flat[start:end]`` bounds, by the words that touch it, else by those near it."""
    close, loose = _after()[:2], _after()[2:]
    for pattern, limit in close:
        if pattern.match(flat[end : end + AFTER]):
            return limit
    whole = flat[max(0, start - BEFORE) : start].rstrip()
    bare = re.sub(r"(?:\b(?:a|de|des|du|les|le|un|une|la)|\b[dl]')$", "", whole).rstrip()
    found = _before().search(whole) or _before().search(bare)
    if found:
        denied = found[0] in BEFORE_THAT and re.search(r"\b(?:ne |n')", whole)
        return Limit.LEAST if denied else _listed()[found[0]]
    for pattern, limit in loose:
        if pattern.match(flat[end : end + AFTER]):
            return limit
    return _said_of_it(re.split(r"[.,;:\d]", flat[:start])[-1])


def _said_of_it(clause: str) -> Limit:
    """Return what the words of a clause before a figure make of it: « le taux maximal de l'aide est fixé à »."""
    listed = table("claims")["limits"]
    for name, limit in (("most_of", Limit.MOST), ("least_of", Limit.LEAST)):
        if any(word in clause.split() for word in listed[name]):
            return limit
    return Limit.NONE


def comparable(one: Limit, other: Limit) -> bool:
    """Tell whether two figures can state the same thing: a floor and a ceiling can't."""
    return Limit.NONE in (one, other) or one is other
