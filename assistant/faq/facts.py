"""Facts with what they are about: a claim, the words around it, and how far two are about the same thing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from assistant.domain import Passage
from assistant.faq.claims import NAMED, Claim, claims_in, without
from assistant.faq.days import Day
from assistant.faq.folded import folded, subjects
from assistant.ingestion.sentences import sentences
from assistant.texts import table
from assistant.understanding.similarity import Space

#: What a word counts for: in the claim's own clause, in its sentence, in the question it answers;
#: and found around the other fact (in its headings) instead of in it.
CLAUSE, SENTENCE, ASKED, AROUND = 1.0, 0.4, 0.6, 0.8
#: Words that two facts must share, and those up to which a fact is about what its headings say.
LEAST_WORDS, FEW = 2, 3
#: What is left of such an agreement when the headings have nothing in common.
APART = 0.55
#: What is left of an agreement when only one of the two is said of « un autre » thing.
OTHER = 0.7
#: The names under which the years and the territories that a sentence names are kept.
YEAR, TERRITORY = "year", "territory"
_NONE: frozenset[str] = frozenset()
#: What parts two clauses.
_PARTS = re.compile(r"[;:()«»\n]|, | (?:mais|puis|ainsi que|afin) ")


@dataclass(frozen=True)
class Fact:
    """A claim and the weights of the words it is about; ``own`` are those of its sentence, the others stand around."""

    claim: Claim
    sentence: str
    clause: str
    own: Mapping[str, float]
    around: frozenset[str] = frozenset()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: Whether it is said of « un autre » thing than one named before.
    other: bool = False
    passage: Passage | None = None

    @property
    def document(self) -> str:
        """The document that states it; "" for an answer's."""
        return self.passage.document_id if self.passage else ""

    @property
    def shown(self) -> str:
        """The sentence as a person reads it."""
        return " ".join(self.sentence.split())


@cache
def _said_apart() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('claims')['apart']['words'])})\b")


@dataclass(frozen=True)
class Agreement:
    """How far two facts are about the same thing: the share of each one's words that the other has."""

    first: float
    second: float

    @property
    def both(self) -> float:
        """Their geometric mean: either may add what makes it another thing."""
        return math.sqrt(self.first * self.second)


def facts_in(text: str, around: Iterable[str] = (), passage: Passage | None = None, asked: str = "") -> list[Fact]:
    """Return the facts of a text, sentence by sentence; ``around`` are its headings, ``asked`` what it answers."""
    found = []
    question = dict.fromkeys(subjects(asked), ASKED)
    beside = frozenset(stem for words in around for stem in subjects(words))
    for start, end in sentences(text):
        sentence = text[start:end]
        said = claims_in(sentence)
        if not said:
            continue
        flat, blank = folded(sentence), without(sentence, said)
        named, other = _names(sentence, flat, said), bool(_said_apart().search(flat))
        for claim in said:
            begin, finish = _clause(flat, claim, said)
            own = question | _weighed(blank, begin, finish)
            names = _named_beside(named, claim, said)
            found.append(Fact(claim, sentence, sentence[begin:finish], own, beside, names, other, passage))
    return found


def facts_of(passage: Passage, title: str = "") -> list[Fact]:
    """Return the facts of a passage, under its headings and its document's title."""
    return facts_in(passage.text, (*passage.headings, title), passage)


def _weighed(blank: str, begin: int, end: int) -> dict[str, float]:
    """Weigh the words of a sentence whose claims are blanked out: those of the clause count most."""
    weights = dict.fromkeys(subjects(blank[:begin] + " " + blank[end:]), SENTENCE)
    return weights | dict.fromkeys(subjects(blank[begin:end]), CLAUSE)


def _clause(flat: str, claim: Claim, said: Sequence[Claim]) -> tuple[int, int]:
    """Return the clause of a claim: between punctuation, and between its neighbours of the same kind."""
    begin, end = 0, len(flat)
    for match in _PARTS.finditer(flat):
        if match.end() <= claim.start:
            begin = match.end()
        elif match.start() >= claim.end:
            end = match.start()
            break
    before = [c.end for c in said if c.end <= claim.start and c.kind is claim.kind and c.end > begin]
    after = [c.start for c in said if c.start >= claim.end and c.kind is claim.kind and c.start < end]
    if before:
        begin = max(before)
    if after:
        joint = [m.start() for m in re.finditer(r" (?:et|ou|puis|,) ", flat[claim.end : min(after)])]
        end = claim.end + joint[-1] if joint else min(after)
    return begin, end


@cache
def _naming() -> re.Pattern[str]:
    named = [word for word in table("claims")["named"] if len(word) > 2]
    return re.compile(rf"\b({'|'.join(named)}) (?:n ?° ?)?(\d+|[a-g]\b)")


@cache
def _ordinals() -> re.Pattern[str]:
    listed = table("claims")["ordinals"]
    return re.compile(rf"\b(?:({'|'.join(listed)})|(\d+) ?(?:er|ere|e|eme|nde?)) ([a-z]+)")


@cache
def _departments() -> re.Pattern[str]:
    names = sorted(table("territories")["departments"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


def _names(sentence: str, flat: str, said: Sequence[Claim]) -> dict[str, set[str]]:
    """Return what a sentence names by a number, a year or a territory: « axe 3 », « 2026 », « Ain »."""
    found: dict[str, set[str]] = {}
    for match in _naming().finditer(flat):
        found.setdefault(match[1].rstrip("s"), set()).add(match[2])
    for match in _ordinals().finditer(flat):
        rank = str(table("claims")["ordinals"].get(match[1], match[2]))
        found.setdefault(match[3].rstrip("s"), set()).add(rank)
    years = {str(claim.value.year) for claim in said if isinstance(claim.value, Day) and claim.value.year}
    return found | {YEAR: years, TERRITORY: set(_departments().findall(sentence))}


def _named_beside(names: Mapping[str, set[str]], claim: Claim, said: Sequence[Claim]) -> dict[str, frozenset[str]]:
    """Return the names that stand beside a claim: a date does not name its own year."""
    if isinstance(claim.value, Day):
        others = {str(c.value.year) for c in said if c != claim and isinstance(c.value, Day) and c.value.year}
        names = {**names, YEAR: others}
    return {name: frozenset(values) for name, values in names.items() if values}


class Weigher:
    """What each word is worth in the documents at hand, the rare ones most, and so how far facts agree."""

    def __init__(self, texts: Sequence[str], territory: str = "") -> None:
        self._space = Space.of(texts, subjects)
        self._home = frozenset({territory} - {""})

    def worth(self, word: str) -> float:
        """Return what a word is worth: the rarer the more, but a word on every page of a subject still tells it."""
        return math.sqrt(self._space.weight(word))

    def agreement(self, one: Fact, other: Fact) -> Agreement:
        """Return how far two facts are about the same thing; none at all when they name two different ones.

        A fact of a few words (« 25 € par an ») is about what its headings say: these must then agree too.
        """
        shared = one.own.keys() & other.own.keys()
        beside = (one.own.keys() & other.around) | (other.own.keys() & one.around)
        least = 1 if one.claim.kind in NAMED else LEAST_WORDS
        if not shared or len(shared | beside) < least or self._apart(one, other):
            return Agreement(0.0, 0.0)
        under = 1.0 if one.other == other.other else OTHER
        if min(len(one.own), len(other.own)) <= FEW:
            under *= self._headings(one, other)
        return Agreement(self._covered(one, other) * under, self._covered(other, one) * under)

    def _headings(self, one: Fact, other: Fact) -> float:
        """Return the share of the shorter headings' words that the other fact has in its headings or itself."""
        fewer, more = sorted((one, other), key=lambda fact: len(fact.around))
        total = sum(map(self.worth, fewer.around))
        held = sum(self.worth(word) for word in fewer.around if word in more.around or word in more.own)
        return min(1.0, APART + held / total) if total else 1.0

    def _covered(self, one: Fact, other: Fact) -> float:
        total = held = 0.0
        for word, weight in one.own.items():
            worth = weight * self.worth(word)
            total += worth
            if word in other.own:
                held += worth
            elif word in other.around:
                held += worth * AROUND
        return held / total if total else 0.0

    def _apart(self, one: Fact, other: Fact) -> bool:
        """Tell whether two facts name two different things, or one of them another territory than the corpus's."""
        names = (one.names.get(TERRITORY, _NONE) - self._home, other.names.get(TERRITORY, _NONE) - self._home)
        if self._home and names[0] != names[1]:
            return True
        return any(not values & other.names[name] for name, values in one.names.items() if name in other.names)
