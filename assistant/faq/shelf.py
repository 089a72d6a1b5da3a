"""The published entries, ready to answer: which one a question asks for, if any.

An answer signed by the prefecture must never be given to another question: the decision
is a logistic function of named signals (``decision.toml``, written by ``make faq-fit``),
its threshold is set for precision, and some differences settle it alone (``differs``).
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assistant.answering.citations import Annex, Library
from assistant.answering.decision import Model
from assistant.answering.validated import Consulted
from assistant.domain import PublishedEntry
from assistant.faq.entry import draft_of
from assistant.faq.signals import Wordings, differs, signals
from assistant.faq.spelling import Spelling
from assistant.faq.words import ASKS, Said, said, weight
from assistant.rules.bank import Profile
from assistant.rules.recognised import Recognised
from assistant.rules.territory import Territory
from assistant.understanding.lexicon import tokens
from assistant.understanding.parts import Asked

#: Entries looked at closely for a question: those that share the most with it.
LOOKED = 6
#: Least chance for an entry's question to be offered where its answer is not given.
CLOSE = 0.1
#: The models of ``decision.toml``: where the corpus has facets, and where it has none.
WITH_FACETS, WORDS_ALONE = "facets", "words"


@dataclass(frozen=True)
class Shelved:
    """An entry with what was learned of it."""

    entry: PublishedEntry
    annex: Annex
    wordings: Wordings

    @cached_property
    def right(self) -> frozenset[str]:
        """The words of the question and of its answer: whoever validated them spelt them right."""
        return frozenset(tokens(f"{self.wordings.phrasings[0].said.flat} {self.wordings.answer.flat}"))

    @cached_property
    def typed(self) -> frozenset[tuple[str, ...]]:
        """The words of each wording: a question that has the same is answered whatever the signals."""
        return frozenset(_typed(phrasing.said) for phrasing in self.wordings.phrasings)


@dataclass(frozen=True)
class Found:
    """An entry that may answer what was ``read``: the chance that it does, by which signals, and what rules it out."""

    shelved: Shelved
    read: Said
    chance: float
    signals: dict[str, float]
    differs: str = ""


@dataclass(frozen=True)
class Reading:
    """A reading of a part of a question; ``own``: what the part itself says, where it is joined to what it follows."""

    said: Said
    own: Said | None = None


class Shelf:
    """Finds the entry that answers a part of a question. Safe to share between threads."""

    def __init__(
        self,
        shelved: Sequence[Shelved],
        library: Library,
        spelling: Spelling,
        territory: Territory,
        profile: Callable[[Recognised], Profile | None],
        models: Mapping[str, Model],
        today: Callable[[], date] = date.today,
    ) -> None:
        self.shelved = tuple(shelved)
        self.library = library
        self._spelling = spelling
        self._territory = territory
        self._profile = profile
        self._models = models
        self._today = today
        self._holders: dict[str, list[int]] = {}
        for number, one in enumerate(self.shelved):
            for term in one.wordings.terms:
                self._holders.setdefault(term, []).append(number)

    @property
    def topics(self) -> dict[str, str]:
        """What each entry is called, by the id of its document."""
        return {one.annex.document.id: one.entry.question for one in self.shelved}

    def read(self, text: str) -> Said:
        """Return what a question says, its misspelt words led back to those of the entries."""
        return said(self._spelling.read(text))

    def consult(self, asked: Asked, found: Recognised, context: str) -> Consulted:
        """Return the answer of the entry that a part of a question asks for; the question of one that is close else."""
        best = self.find(asked, found, context)
        least = self._model(found).threshold
        if best is None:
            return Consulted()
        if best.differs or best.chance < least:
            return Consulted(close=(best.shelved.entry.question,) if best.chance >= CLOSE else ())
        return Consulted(draft_of(best.shelved.annex, asked.words, {**best.signals, "chance": best.chance}, least))

    def find(self, asked: Asked, found: Recognised, context: str = "") -> Found | None:
        """Return the likeliest entry, sure enough or not: what ``draft`` decides on."""
        profile, model, today = self._profile(found), self._model(found), self._today()
        looked = [
            self._look(one, read, profile, model)
            for read in self._readings(asked, context)
            for one in self._nearest(read.said)
            if not _expired(one.entry, today) and _may_follow(read, one)
        ]
        looked.sort(key=lambda each: (each.chance, each.shelved.entry.id), reverse=True)
        likely = [each for each in looked if each.chance >= model.threshold]
        foreign = self._territory.foreign(asked.whole) if likely else None
        judged = [replace(each, differs=differs(each.read, foreign, each.shelved.wordings)) for each in likely]
        return next((each for each in judged if not each.differs), next(iter([*judged, *looked]), None))

    @staticmethod
    def _look(one: Shelved, read: Reading, profile: Profile | None, model: Model) -> Found:
        if _typed(read.said) in one.typed:
            return Found(one, read.said, 1.0, {"verbatim": 1.0})
        told = [signals(read.said, profile, one.wordings, phrasing) for phrasing in one.wordings.phrasings]
        chance, features = max(((model.chance(each), each) for each in told), key=lambda pair: pair[0])
        return Found(one, read.said, chance, features)

    def _model(self, found: Recognised) -> Model:
        return self._models[WITH_FACETS if found.matches else WORDS_ALONE]

    def _readings(self, asked: Asked, context: str) -> Iterator[Reading]:
        """Yield the part alone (with its story when it says nothing itself), then joined to what it follows up."""
        alone = self.read(asked.words)
        if not alone.matters and asked.story:
            alone = self.read(asked.whole)
        yield Reading(alone)
        if context and alone.terms:
            yield Reading(_joined(self.read(context), alone), alone)

    def _nearest(self, asked: Said) -> list[Shelved]:
        """Return the entries that share the most with a question."""
        shared: dict[int, float] = {}
        for term in asked.terms:
            worth = weight([term])
            for number in self._holders.get(term, ()):
                shared[number] = shared.get(number, 0.0) + worth
        return [self.shelved[number] for number in heapq.nlargest(LOOKED, shared, key=shared.__getitem__)]


def _expired(entry: PublishedEntry, today: date) -> bool:
    return entry.expires_on is not None and today > entry.expires_on


def _joined(before: Said, after: Said) -> Said:
    """Return a follow-up with what it follows: « et où ? » asks where of what was asked when."""
    kept = before.matters if after.of(ASKS) else before.terms
    return replace(after, flat=f"{before.flat} {after.flat}", terms=kept | after.terms)


def _may_follow(read: Reading, shelved: Shelved) -> bool:
    """Tell whether an entry knows all that a follow-up adds: « et pour les syndicats ? » is another question."""
    return read.own is None or read.own.matters <= shelved.wordings.terms


def _typed(said: Said) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9%€]+", said.flat))
