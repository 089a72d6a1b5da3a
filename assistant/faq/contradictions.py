"""Two documents that state two values for one thing: « 80 % du coût » here, « 70 % du coût » there.

High precision comes first, since each one is read by a person: two facts are set against each other only when
they are of one kind and unit, agree on their subject in both directions, each is the other's nearest in its
document, and neither document also gives the other's value for nearly that subject.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Citation
from assistant.faq.claims import Kind
from assistant.faq.facts import Fact, Weigher, facts_of
from assistant.faq.held import Held

#: Kinds set against each other: two documents may give two addresses, or count two things alike.
KINDS = frozenset({Kind.AMOUNT, Kind.SHARE, Kind.DATE, Kind.DURATION, Kind.NUMBER})
#: Least agreement on the subject, and what a fact that agrees on the value needs of it to excuse the other.
AGREED, EXCUSED = 0.52, 0.6
#: Words looked up for each fact, its rarest; facts a word may lead to before it tells nothing.
LOOKED, COMMON = 8, 400


@dataclass(frozen=True)
class Contradiction:
    """Two facts of one subject with two values; ``agreement`` (0 to 1) says how sure the subject is one."""

    first: Fact
    second: Fact
    agreement: float
    places: tuple[Citation, Citation]


def contradictions(held: Held, territory: str = "") -> list[Contradiction]:
    """Return the contradictions between documents, the surest first."""
    weigher = Weigher([" ".join((*passage.headings, passage.text)) for passage in held.passages], territory)
    facts = [
        fact
        for passage in held.passages
        for fact in facts_of(passage, held.documents[passage.document_id].title)
        if fact.claim.kind in KINDS and fact.claim.binds
    ]
    nearest = _nearest(facts, weigher)
    found = []
    for at, by_document in enumerate(nearest):
        for other, score in by_document.values():
            mutual = nearest[other].get(facts[at].document, (None, 0.0))[0] == at
            one, two = facts[at], facts[other]
            if at < other and mutual and score >= AGREED and not one.claim.agrees(two.claim):
                found.append(Contradiction(one, two, score, (_place(held, one), _place(held, two))))
    return sorted(found, key=lambda row: -row.agreement)


def _place(held: Held, fact: Fact) -> Citation:
    if fact.passage is None:
        raise ValueError("a fact of the documents stands in a passage")
    return held.cite(fact.passage, fact.sentence)


def _nearest(facts: Sequence[Fact], weigher: Weigher) -> list[dict[str, tuple[int, float]]]:
    """Return, for each fact, the fact of each document that is most about the same thing, agreeing ones first."""
    postings: defaultdict[tuple[Kind, str, str], list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        for word in fact.own:
            postings[fact.claim.kind, fact.claim.unit, word].append(at)
    return [_best(fact, facts, weigher, _candidates(fact, postings, weigher)) for fact in facts]


def _candidates(fact: Fact, postings: Mapping[tuple[Kind, str, str], Sequence[int]], weigher: Weigher) -> Iterable[int]:
    rarest = sorted(fact.own, key=lambda word: -fact.own[word] * weigher.worth(word))[:LOOKED]
    lists = [postings[fact.claim.kind, fact.claim.unit, word] for word in rarest]
    return {at for found in lists if len(found) <= COMMON for at in found}


def _best(
    fact: Fact, facts: Sequence[Fact], weigher: Weigher, candidates: Iterable[int]
) -> dict[str, tuple[int, float]]:
    """Return the nearest fact of each other document; one that agrees on the value comes before a nearer rival."""
    best: dict[str, tuple[int, float, float]] = {}
    for other in candidates:
        two = facts[other]
        if two.document == fact.document or not fact.claim.like(two.claim):
            continue
        score = weigher.agreement(fact, two).both
        worth = score / EXCUSED if fact.claim.agrees(two.claim) else score
        if worth > best.get(two.document, (0, 0.0, 0.0))[1]:
            best[two.document] = (other, worth, score)
    return {document: (other, score) for document, (other, _, score) in best.items()}
