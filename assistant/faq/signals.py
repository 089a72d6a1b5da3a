"""How a question stands to a published one: named signals, and what settles that it is another question.

A near question (« date de début » for « date limite ») shares nearly every word with the
published one: what tells them apart is that each says something the other doesn't.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.faq.words import ABOUT, ACTS, ASKS, MEANS, Said, weight
from assistant.rules.bank import Profile
from assistant.texts import table
from assistant.understanding.lexicon import tokens

_NEGATED = re.compile(r"\b(?:ne|n|pas|sans|aucune?|jamais|ni|in(?:eligibles?|terdite?s?)|exclue?s?|exclus)\b")
_WHICH = re.compile(r"\bquel(?:le)?s\b|\blesquel(?:le)?s\b|\bqu'est-ce qu|\bliste\b")


@dataclass(frozen=True)
class Phrasing:
    """One wording of a published question; ``profile`` says how well each facet fits it, where there are facets."""

    said: Said
    profile: Profile | None = None


@dataclass(frozen=True)
class Wordings:
    """Every wording of a published question, and what its answer says."""

    phrasings: tuple[Phrasing, ...]
    answer: Said
    #: The other territories that its wordings name.
    territories: frozenset[str] = frozenset()

    @cached_property
    def terms(self) -> frozenset[str]:
        """Whatever one of the wordings says."""
        return frozenset().union(*(phrasing.said.terms for phrasing in self.phrasings))

    @cached_property
    def key(self) -> frozenset[str]:
        """What every wording says, but for what a yes or no is about."""
        common = frozenset.intersection(*(phrasing.said.terms for phrasing in self.phrasings))
        return common - self.phrasings[0].said.of(ABOUT)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the wordings, as typed."""
        return frozenset(word for phrasing in self.phrasings for word in tokens(phrasing.said.flat))

    @cached_property
    def slots(self) -> frozenset[str]:
        """The kinds of answer that the wordings want."""
        return frozenset().union(*(phrasing.said.slots for phrasing in self.phrasings))

    @cached_property
    def acts(self) -> frozenset[str]:
        """What the wordings speak of doing."""
        return frozenset().union(*(phrasing.said.acts for phrasing in self.phrasings))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers that a wording holds."""
        return frozenset().union(*(phrasing.said.numbers for phrasing in self.phrasings))


def signals(asked: Said, profile: Profile | None, wordings: Wordings, phrasing: Phrasing) -> dict[str, float]:
    """Return the named signals on which it turns whether ``asked`` is answered by what answers a phrasing."""
    theirs = phrasing.said
    shared = weight(asked.matters & theirs.matters)
    whole = weight(asked.matters) + weight(theirs.matters)
    likeness = 2 * shared / whole if whole else 0.0
    foreign = weight(asked.matters - wordings.terms - wordings.answer.terms)
    lost = weight(theirs.matters - asked.matters)
    swapped = min(foreign, lost)
    asks = asked.of(ASKS)
    return {
        "facets": 0.0 if profile is None or phrasing.profile is None else float(profile @ phrasing.profile),
        "likeness": likeness,
        "same": float(len(asked.terms) > 1 and asked.terms - asked.of(ABOUT) == theirs.terms - theirs.of(ABOUT)),
        "shared": shared,
        "key": weight(asked.terms & wordings.key) / weight(wordings.key) if wordings.key else 0.5,
        "added": weight(t for t in asked.matters - wordings.terms - wordings.answer.terms if ":" in t),
        "swapped": swapped,
        "substituted": swapped * likeness,
        "other_answer": float(bool(asked.slots and wordings.slots) and not akin(asked.slots, wordings.slots)),
        "other_word": float(bool(asks and wordings.slots) and not akin(asks, wordings.slots)),
        "other_act": float(bool(asked.acts) and not akin(asked.acts, wordings.acts)),
        "apart": float(_apart(asked.terms - theirs.terms, theirs.terms - asked.terms)),
    }


def differs(asked: Said, territory: str | None, wordings: Wordings) -> str:
    """Return what settles that a question is another one than the published: a word for it, empty when nothing does."""
    if (territory is not None or wordings.territories) and territory not in wordings.territories:
        return "territory"
    if asked.numbers and wordings.numbers and not asked.numbers & wordings.numbers:
        return "number"
    flats = [phrasing.said.flat for phrasing in wordings.phrasings]
    if _WHICH.search(asked.flat) and not any(_negated(asked.flat) == _negated(flat) for flat in flats):
        return "negation"
    return ""


def akin(some: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether two sets of terms share one, or each have one of two that come close."""
    first, second = set(some), set(others)
    return bool(first & second) or any((a, b) in _akin() for a in first for b in second)


def _negated(flat: str) -> bool:
    return _NEGATED.search(flat) is not None


def _apart(some: frozenset[str], others: frozenset[str]) -> int:
    """Return in how many ways two questions each say one of several things that exclude each other."""
    if not some & _excluding() or not others & _excluding():
        return 0
    return sum(bool(group & some) and bool(group & others) and not group & some & others for group in _exclusive())


@cache
def _named() -> dict[str, str]:
    sections = table("synonyms")
    return {name: f"{section}:{name}" for section in (ASKS, ABOUT, ACTS, MEANS) for name in sections[section]}


@cache
def _akin() -> frozenset[tuple[str, str]]:
    pairs = [(_named()[a], _named()[b]) for a, b in table("synonyms")["akin"]["groups"]]
    return frozenset((*pairs, *((b, a) for a, b in pairs)))


@cache
def _excluding() -> frozenset[str]:
    return frozenset().union(*_exclusive())


@cache
def _exclusive() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_named()[name] for name in group) for group in table("synonyms")["apart"]["groups"])
