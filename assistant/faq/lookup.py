"""What the documents say of a fact that an answer states, whoever typed it and whatever it quotes.

« 80 % » in an answer is looked for among the facts of the same kind on the same subject: stated there, stated
otherwise there, or nowhere. An answer that the prefecture validated may say what no document says; it may not say
the contrary of what they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import Passage
from assistant.faq.claims import NAMED, Claim, claims_in
from assistant.faq.facts import Agreement, Fact, Weigher, facts_in, facts_of
from assistant.faq.folded import subjects
from assistant.faq.held import Held
from assistant.faq.nearest import trimmed
from assistant.faq.polarity import denies

#: Least agreement on the subject for a document to state a fact, and to state it otherwise.
STATED, OTHERWISE = 0.2, 0.4
#: The same for people and addresses, of which documents give few.
OTHERWISE_NAMED = 0.3
#: Words that another value must share with the answer to be of the same thing.
SHARED = 2
#: The same to say that a document denies a fact, or makes a floor of a ceiling.
SURE = 0.45
#: A fact stated nearly as much on the subject as another value is not contradicted by it.
NEARLY = 0.8
#: Passages looked at for each sentence, by the search and by the words alone.
SEARCHED = 12
#: Up to so many passages, all are looked at.
ALL = 400
#: What an answer begins with and a document doesn't.
YES_NO = re.compile(r"^\s*(?:non|oui|si)\s*[,:;.!]\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Looked:
    """What was found of a fact: the document's own, agreeing or not; neither where the documents don't say."""

    fact: Fact
    stated: Fact | None = None
    otherwise: Fact | None = None
    #: How the contrary is said: another value, another limit, or the same thing denied.
    cause: str = "otherwise"


def never(fact: Fact) -> bool:
    """Hold nothing for already said."""
    return False


def strength(agreement: Agreement) -> float:
    """Return how much a document's fact is about what an answer's is: the answer's own words count most."""
    return float(agreement.first**0.6 * agreement.second**0.4)


class Lookup:
    """The facts of the documents, read when they are needed."""

    def __init__(self, held: Held, territory: str = "") -> None:
        self.held = held
        texts = [" ".join((*passage.headings, passage.text)) for passage in held.passages]
        self.weigher = Weigher(texts, territory)
        self._words = [frozenset(subjects(text)) for text in texts]
        self._facts: dict[str, list[Fact]] = {}

    def facts(self, answer: str, question: str) -> list[Fact]:
        """Return the facts that an answer states, with what the question says they are about."""
        return facts_in(answer, asked=question)

    def looked_up(
        self, fact: Fact, said: Sequence[Fact], near: Iterable[Passage], stood: Callable[[Fact], bool] = never
    ) -> Looked:
        """Look a fact up among passages; ``said`` are the answer's other facts, which contradict it nowhere.

        ``stood`` tells what a document already said when the answer quoted it: that is no contradiction.
        """
        every = [other for passage in near for other in self._facts_of(passage) if _of_a_kind(fact, other)]
        found = [other for other in every if fact.claim.like(other.claim)]
        same = self._best(fact, [other for other in found if fact.claim.agrees(other.claim)])
        rival = self._best(fact, [other for other in found if _rivals(fact, other, said) and not stood(other)])
        agreed = same[1] if same else 0.0
        least = OTHERWISE_NAMED if fact.claim.kind in NAMED else OTHERWISE
        if rival is not None and rival[1] >= least and agreed < NEARLY * rival[1]:
            return Looked(fact, otherwise=rival[0])
        if same is not None:
            return self._stated(fact, *same)
        turned = self._best(fact, [other for other in every if fact.claim.agrees(other.claim)])
        if turned is not None and turned[1] >= SURE:
            return Looked(fact, otherwise=turned[0], cause="turned")
        return Looked(fact)

    def _stated(self, fact: Fact, same: Fact, agreed: float) -> Looked:
        if agreed >= SURE and self._denied(fact, same):
            return Looked(fact, otherwise=same, cause="denied")
        return Looked(fact, stated=same if agreed >= STATED or fact.claim.kind in NAMED else None)

    def _facts_of(self, passage: Passage) -> list[Fact]:
        if passage.id not in self._facts:
            self._facts[passage.id] = facts_of(passage, self.held.documents[passage.document_id].title)
        return self._facts[passage.id]

    def _denied(self, fact: Fact, other: Fact) -> bool:
        """Tell whether the same figure is affirmed by the answer and denied by the document, or the reverse.

        Both the figure's clause and what surrounds it must say so: what else a sentence denies is another matter.
        """
        start, end = trimmed(other.sentence, fact.own)
        said = {denies(YES_NO.sub("", words)) for words in (fact.clause, fact.sentence)}
        found = {denies(words) for words in (other.clause, other.sentence[start:end])}
        return len(said) == len(found) == 1 and said != found

    def _best(self, fact: Fact, found: Iterable[Fact]) -> tuple[Fact, float] | None:
        scored = ((other, strength(self.weigher.agreement(fact, other))) for other in found)
        return max(scored, key=lambda row: row[1], default=None)

    def near(self, sentence: str, question: str, quoted: Iterable[str] = ()) -> list[Passage]:
        """Return the passages that may speak of a sentence: those found, those that share its words, those quoted."""
        every = self.held.passages
        if len(every) <= ALL:
            return list(every)
        wanted = frozenset(subjects(f"{question} {sentence}"))
        worth = {word: self.weigher.worth(word) for word in wanted}
        shared = [sum(worth[word] for word in words & wanted) for words in self._words]
        order = sorted(range(len(every)), key=lambda at: -shared[at])[:SEARCHED]
        found = {every[at].id: every[at] for at in order}
        found |= {passage.id: passage for passage in self.held.search(f"{question} {sentence}", SEARCHED)}
        for name in quoted:
            found |= {passage.id: passage for passage in self.held.by_document.get(name, ())}
        return list(found.values())

    def newer(self, passages: Iterable[Passage], than: date) -> list[Passage]:
        """Return the passages of documents dated after ``than``."""
        return [passage for passage in passages if self.held.documents[passage.document_id].date > than]


def _of_a_kind(fact: Fact, other: Fact) -> bool:
    return (other.claim.kind, other.claim.unit) == (fact.claim.kind, fact.claim.unit)


def _rivals(fact: Fact, other: Fact, said: Sequence[Fact]) -> bool:
    """Tell whether another fact may contradict one: another value, that the answer gives nowhere, of what it is of."""
    if fact.claim.agrees(other.claim) or any(one.claim.agrees(other.claim) for one in said):
        return False
    shared = fact.own.keys() & other.own.keys()
    return fact.claim.binds and (fact.claim.kind in NAMED or len(shared) >= SHARED)


def carried(claim: Claim, words: Iterable[str]) -> bool:
    """Tell whether some of the words that an answer relies on state one of its facts."""
    return any(claim.agrees(other) for text in words for other in claims_in(text))
