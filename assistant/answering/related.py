"""Questions to offer beside an answer: what was nearly asked first, what is often asked for the rest.

A published answer is given only to the question it was validated for. One that is close is
offered instead: a click asks it word for word, and a person has decided that it is their question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from assistant.answering.draft import Draft
from assistant.rules.tables import Facet
from assistant.understanding.lexicon import tokens

#: Questions offered at most.
MOST = 3


def following(draft: Draft, facet: Callable[[str], Facet | None]) -> tuple[str, ...]:
    """Return the questions that come next, as the tables of the corpus know: after the rate, the ceiling."""
    about = facet(draft.facet)
    nexts = (facet(name) for name in (about.see if about else ()))
    return tuple(one.suggest for one in nexts if one is not None and one.suggest)


def suggested(
    drafts: Sequence[Draft], usual: Mapping[str, str], asked: Iterable[str], most: int = MOST
) -> tuple[str, ...]:
    """Return the questions to offer beside an answer, those of its parts in turn, then the ``usual`` ones by facet.

    Never one that was ``asked`` or that the answer is about.
    """
    said = {_folded(words) for words in chain(asked, (draft.question for draft in drafts))}
    said |= {_folded(usual[draft.facet]) for draft in drafts if draft.facet in usual}
    kept: dict[str, str] = {}
    for question in chain(_in_turn(draft.related for draft in drafts), usual.values()):
        if _folded(question) not in said:
            kept.setdefault(_folded(question), question)
    return tuple(kept.values())[:most]


def _in_turn(lists: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in zip_longest(*lists):
        yield from (question for question in row if question)


def _folded(question: str) -> str:
    return " ".join(tokens(question))
