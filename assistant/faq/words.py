"""What a question says, in terms that compare: « date butoir » and « jusqu'à quand » are one.

The groups of words are in ``texts/synonyms.toml``; a word of no group stands for itself.
How much a term tells is how rare it is in questions to an administration
(``frequencies.json``, counted by ``make faq-fit``).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from assistant.texts import table
from assistant.understanding.lexicon import stems, tokens

#: The sections of the synonyms: the kind of answer wanted, what a yes or no is about, what is done, who and what.
ASKS, ABOUT, ACTS, MEANS = "asks", "about", "acts", "means"
#: Letters by which words of one stem may differ: « école », « écoles »; not « classe », « classement ».
ENDING = 3
#: How steeply a term counts less the more questions hold it (chosen on the development entries).
STEEPNESS = 1.5


@dataclass(frozen=True)
class Said:
    """A readable text and its terms: "asks:until", "means:council", or the stem of a word of no group."""

    flat: str
    terms: frozenset[str]

    @cached_property
    def slots(self) -> frozenset[str]:
        """What kind of answer is wanted, yes or no included."""
        return self.of(ASKS) | self.of(ABOUT)

    @cached_property
    def acts(self) -> frozenset[str]:
        """What is done."""
        return self.of(ACTS)

    @cached_property
    def matters(self) -> frozenset[str]:
        """Everything but the kind of answer that is wanted."""
        return self.terms - self.slots

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of two digits or more, thousands joined: « 12 000 » is 12000."""
        return frozenset(word for word in self.flat.replace(" 000", "000").split() if word.isdigit() and len(word) > 1)

    def of(self, section: str) -> frozenset[str]:
        """Return the terms of a section of the synonyms."""
        return frozenset(term for term in self.terms if term.startswith(f"{section}:"))


def said(flat: str) -> Said:
    """Return what a readable text says. The longest phrases are read first, each word once."""
    words, roots = tokens(flat), stems(flat)
    plain = [_singular(word) for word in words]
    taken = [False] * len(words)
    found: set[str] = set()
    weak: set[str] = set()
    special = table("synonyms")["silent"]
    for size, at in sorted(_places(plain, roots), key=lambda place: (-place[0], place[1])):
        if any(taken[at : at + size]):
            continue
        groups = _groups_of(words[at : at + size], tuple(plain[at : at + size]), roots[at : at + size])
        if groups:
            alone = words[at] if size == 1 and 0 < at < len(words) - 1 else ""
            if alone not in special["edges"]:
                (weak if alone in special["yielding"] else found).update(groups)
            taken[at : at + size] = [True] * size
    if not any(term.startswith((f"{ASKS}:", f"{ABOUT}:")) for term in found):
        found |= weak
    rest = (root for root, gone in zip(roots, taken, strict=True) if not gone)
    return Said(flat, frozenset(found.union(root for root in rest if _tells(root))))


def weight(terms: Iterable[str]) -> float:
    """Return how much ``terms`` tell together: 1 for one that no question was seen to hold."""
    return sum(map(_weight, terms))


def vocabulary() -> frozenset[str]:
    """Return every word of the synonyms: each is spelt right."""
    return frozenset(word for phrase, _ in _phrases() for word in phrase)


@lru_cache(maxsize=8192)
def _weight(term: str) -> float:
    questions, seen = _frequencies()
    return float((1.0 - math.log(1 + seen.get(term, 0)) / math.log(1 + questions)) ** STEEPNESS)


@cache
def _frequencies() -> tuple[int, dict[str, int]]:
    counted = json.loads((files("assistant.faq") / "frequencies.json").read_bytes())
    return counted["questions"], counted["terms"]


def _tells(root: str) -> bool:
    return len(root) > 1 and not root.isdigit() and root not in _silent()


@cache
def _silent() -> frozenset[str]:
    words = (*table("terms")["stop_words"], *table("synonyms")["silent"]["words"])
    return frozenset(root for word in words for root in stems(word))


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    sections = table("synonyms")
    return tuple(
        (tuple(tokens(phrase)), f"{section}:{name}")
        for section in (ASKS, ABOUT, ACTS, MEANS)
        for name, phrases in sections[section].items()
        for phrase in phrases
    )


@cache
def _sizes() -> dict[str, frozenset[int]]:
    """Return, for the first word of a phrase or its stem, how long the phrases are that it begins."""
    found: dict[str, set[int]] = {}
    for phrase in (*_exact(), *_stemmed()):
        found.setdefault(phrase[0], set()).add(len(phrase))
    return {first: frozenset(sizes) for first, sizes in found.items()}


def _places(plain: Sequence[str], roots: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the size and the beginning of every stretch that may be a phrase."""
    sizes, none = _sizes(), frozenset[int]()
    for at, (word, root) in enumerate(zip(plain, roots, strict=True)):
        for size in sizes.get(word, none) | sizes.get(root, none):
            if at + size <= len(roots):
                yield size, at


@cache
def _exact() -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for phrase, group in _phrases():
        plain = tuple(map(_singular, phrase))
        found[plain] = found.get(plain, frozenset()) | {group}
    return found


@cache
def _stemmed() -> dict[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]] = {}
    for phrase, group in _phrases():
        roots = stems(" ".join(phrase))
        found[roots] = (*found.get(roots, ()), (phrase, group))
    return found


def _groups_of(words: Sequence[str], plain: tuple[str, ...], roots: tuple[str, ...]) -> frozenset[str]:
    """Return the groups that hold these words: written so, else by their stems (« mairie » is not « maire »)."""
    return _exact().get(plain) or frozenset(
        group
        for phrase, group in _stemmed().get(roots, ())
        if all(abs(len(a) - len(b)) <= ENDING for a, b in zip(phrase, words, strict=True))
    )


def _singular(word: str) -> str:
    return word.rstrip("sx") if len(word) > 3 else word
