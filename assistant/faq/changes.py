"""What became of a quote that a document no longer holds word for word: reworded, denied, or another figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.faq.claims import Claim, Kind, claims_in
from assistant.faq.folded import folded
from assistant.faq.limits import comparable
from assistant.faq.nearest import Near
from assistant.faq.polarity import denies

#: Least share of the quote's words for nearby words to say the same thing, and to be about the same thing.
SAYS, ABOUT = 0.62, 0.5
#: The same for words that deny what the quote affirms: with no figure to compare, they must be nearly its own.
DENIES = 0.7
#: Least share of the nearby words that the quote has, for them to say the contrary of it and not of another case.
BACK = 0.5
#: Least score of nearby words about the same thing.
NEAR = 0.55


class Change(StrEnum):
    """What became of a quote."""

    REWORDED = "reworded"
    FIGURE = "figure"
    LIMIT = "limit"
    NEGATION = "negation"
    NAME = "name"
    ADDED = "added"
    GONE = "gone"


#: Changes that make a document say something else than what was relied on.
CONTRARY = frozenset({Change.FIGURE, Change.LIMIT, Change.NEGATION, Change.NAME})


@dataclass(frozen=True)
class Verdict:
    """A change, with what was said and what is said instead."""

    change: Change
    old: str = ""
    new: str = ""


def judged(quote: str, near: Near) -> Verdict:
    """Return what became of ``quote``, given the nearest words of the document now.

    A figure that only moved is kept; one that gave way to another of its kind was changed; one
    that is nowhere near leaves the quote without support.
    """
    if near.covered < ABOUT or near.score < NEAR:
        return Verdict(Change.GONE)
    for asked in (_turned, _refigured, _denied, _renamed):
        verdict = asked(quote, near)
        if verdict is not None:
            return verdict
    if near.covered < SAYS:
        return Verdict(Change.GONE)
    gained = _gained(quote, near)
    return Verdict(Change.ADDED, "", gained[0].words) if gained else Verdict(Change.REWORDED)


def _gained(quote: str, near: Near) -> list[Claim]:
    said = claims_in(quote)
    return [claim for claim in claims_in(near.text) if not any(claim.agrees(other) for other in said)]


def _refigured(quote: str, near: Near) -> Verdict | None:
    """Return the figure that gave way to another, or that is nowhere near any more."""
    around = claims_in(near.passage.text)
    lost = [claim for claim in claims_in(quote) if not any(claim.agrees(other) for other in around)]
    gained = _gained(quote, near)
    for claim in lost:
        instead = next((other for other in gained if _replaces(other, claim)), None)
        if instead is not None and near.back >= BACK:
            return Verdict(Change.FIGURE, claim.words, instead.words)
    return Verdict(Change.GONE, lost[0].words) if lost else None


def _denied(quote: str, near: Near) -> Verdict | None:
    if denies(quote) == denies(near.text):
        return None
    return Verdict(Change.GONE if near.covered < DENIES or near.back < BACK else Change.NEGATION)


def _replaces(other: Claim, claim: Claim) -> bool:
    if claim.kind is not other.kind:
        return False
    return claim.unit == other.unit or claim.kind is Kind.DURATION


def _turned(quote: str, near: Near) -> Verdict | None:
    """Return the figure that was a ceiling and is now a floor, or the reverse."""
    now = claims_in(near.text)
    for claim in claims_in(quote):
        same = [other for other in now if claim.agrees(other)]
        if same and not any(comparable(claim.limit, other.limit) for other in same):
            return Verdict(Change.LIMIT, claim.words, same[0].words) if near.back >= BACK else Verdict(Change.GONE)
    return None


_NAMES = re.compile(r"(?<=[a-zà-ÿ,;'’«(] )[A-ZÀ-Ý][\w-]+|\b[A-ZÀ-Ý]{3,}\b|(?<=['’])[A-ZÀ-Ý][\w-]+")


def names(text: str) -> dict[str, str]:
    """Return the proper names and acronyms of a text: folded, and as written."""
    return {folded(match[0]): match[0] for match in _NAMES.finditer(text)}


def _renamed(quote: str, near: Near) -> Verdict | None:
    """Return the name that gave way to another, or that is not said any more."""
    now, before = folded(near.text), folded(quote)
    lost = [shown for flat, shown in names(quote).items() if flat not in now]
    gained = [shown for flat, shown in names(near.text).items() if flat not in before]
    if lost and gained:
        return Verdict(Change.NAME, lost[0], gained[0])
    return Verdict(Change.GONE, lost[0]) if lost else None


def became(quote: str, nears: Sequence[Near], stood: Callable[[Near], bool]) -> tuple[Verdict, Near | None]:
    """Return what became of a quote, and where: the place that still says it, else the nearest one.

    ``stood`` tells what the document said already when it was quoted: a sentence beside the quote that gives
    another figure, for another case, is not what the quote became.
    """
    verdicts = [(judged(quote, near), near) for near in nears]
    kept = next((row for row in verdicts if row[0].change is Change.REWORDED), None)
    if kept is not None:
        return kept
    new = next((row for row in verdicts if row[0].change not in CONTRARY or not stood(row[1])), None)
    return new or (Verdict(Change.GONE), nears[0] if nears else None)
