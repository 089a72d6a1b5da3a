"""What the documents themselves say, where no table answers: passages, quotes, and signals of doubt."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.domain import Hit, Passage
from assistant.retrieval.settling import Settled
from assistant.understanding.answer_types import gives, wanted
from assistant.understanding.normalise import readable
from assistant.understanding.similarity import Space

Search = Callable[[str, int, str], list[Hit]]
Settle = Callable[[str, Sequence[Passage]], list[Settled]]

#: Passages looked at, and passages quoted at most.
LOOKED, QUOTED = 10, 3
#: What a passage that gives the kind of thing asked for is worth more, in the units of the fused score (fitted).
GIVING = 1.2
#: A passage up to this many characters is quoted whole; of a longer one, the best sentence and the next.
WHOLE = 700

#: What the fused score of a passage counts beside how far it settles the question (fitted).
FOUND = 0.25
#: The models of the decision: with what tells how far passages settle a question, and without.
SETTLED, PASSAGE = "settled", "passage"

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Reading:
    """The passages found for a question, what to quote of each, and the signals of the decision."""

    hits: tuple[Hit, ...]
    quotes: tuple[tuple[Hit, tuple[int, int]], ...]
    features: dict[str, float]
    #: Which model of the decision weighs these signals.
    model: str = PASSAGE


class Reader:
    """Finds the passages that may answer and says how well they cover a question."""

    def __init__(
        self,
        search: Search,
        terms: Callable[[str], list[str]],
        passages: Sequence[Passage],
        settle: Settle | None = None,
    ) -> None:
        """Take what finds passages and, where there is one, what tells how far each settles a question."""
        self._search = search
        self._settle = settle
        self._terms = terms
        self._space = Space.of([_read(passage) for passage in passages], terms)

    def read(self, question: str) -> Reading:
        """Return what the documents hold that is nearest to a question."""
        flat = readable(question)
        kinds = wanted(flat)
        hits = _fitting(self._search(flat, LOOKED, question), kinds)
        judged = self._settle(question, [hit.passage for hit in hits]) if self._settle else []
        if judged:
            hits, judged = _settling(hits, judged)
        asked = {term: self._space.weight(term) for term in dict.fromkeys(self._terms(flat))}
        chosen = hits[:QUOTED]
        quotes = tuple(
            (hit, self._span(hit.passage, asked, settled)) for hit, settled in zip_longest(chosen, judged[:QUOTED])
        )
        features = self._features(question, hits, chosen, asked)
        given = [gives(hit.passage.text, kinds) for hit in chosen]
        features["lacking"] = float(bool(kinds) and not any(given))
        if judged:
            features |= _settled([each.score for each in judged])
        return Reading(tuple(hits), quotes, features, SETTLED if judged else PASSAGE)

    def _features(
        self, question: str, hits: Sequence[Hit], chosen: Sequence[Hit], asked: dict[str, float]
    ) -> dict[str, float]:
        total = sum(asked.values()) or 1.0
        first = set(self._terms(_read(chosen[0].passage))) if chosen else set()
        together = first.union(*(self._terms(_read(hit.passage)) for hit in chosen)) if chosen else set()
        numbers = set(_NUMBER.findall(question))
        held = set(_NUMBER.findall(" ".join(hit.passage.text for hit in chosen)))
        scores = [hit.score for hit in hits] or [0.0]
        cosines = sorted((hit.cosine for hit in hits), reverse=True) or [0.0]
        return {
            "cosine": cosines[0],
            "clear": cosines[0] - cosines[min(3, len(cosines) - 1)],
            "coverage": sum(w for term, w in asked.items() if term in first) / total,
            "together": sum(w for term, w in asked.items() if term in together) / total,
            "known": sum(w for term, w in asked.items() if self._space.knows(term)) / total,
            "best": scores[0],
            "lead": scores[0] - scores[min(4, len(scores) - 1)],
            "agreement": float(sum(rank <= 3 for rank in hits[0].ranks.values())) if hits else 0.0,
            "meaning": hits[0].ranks.get("dense", 99) <= 2 if hits else 0.0,
            "terms": math.log1p(len(asked)),
            "numbers": float(bool(numbers - held)),
        }

    def _span(self, passage: Passage, asked: dict[str, float], settled: Settled | None) -> tuple[int, int]:
        """Return what to quote of a passage: all of it, or the stretch that settles most, or its best two sentences."""
        sentences = passage.sentences or ((0, len(passage.text)),)
        if len(passage.text) <= WHOLE or len(sentences) == 1:
            return sentences[0][0], sentences[-1][1]
        if settled is not None:
            return settled.span
        held = [set(self._terms(passage.text[start:end])) for start, end in sentences]
        worth = [sum(weight for term, weight in asked.items() if term in terms) for terms in held]
        best = max(range(len(sentences)), key=lambda number: worth[number])
        last = min(best + 1, len(sentences) - 1)
        return sentences[best][0], sentences[last][1]


def _fitting(hits: Sequence[Hit], kinds: frozenset[str]) -> list[Hit]:
    """Put the passages that give what is wanted before others nearly as good; order kept otherwise."""
    if not kinds:
        return list(hits)
    worth = [hit.score + GIVING * gives(hit.passage.text, kinds) for hit in hits]
    return [replace(hits[number], score=worth[number]) for number in _best_first(worth)]


def _settling(hits: Sequence[Hit], judged: Sequence[Settled]) -> tuple[list[Hit], list[Settled]]:
    """Put the passages that settle the question most first, as far as the search found them too."""
    worth = [FOUND * hit.score + settled.score for hit, settled in zip(hits, judged, strict=True)]
    order = _best_first(worth)
    return [replace(hits[number], score=worth[number]) for number in order], [judged[number] for number in order]


def _best_first(worth: Sequence[float]) -> list[int]:
    return sorted(range(len(worth)), key=lambda number: -worth[number])


def _settled(scores: Sequence[float]) -> dict[str, float]:
    """Return how far the first passage settles the question, and how far any does."""
    return {"settled": scores[0], "settling": math.log(sum(math.exp(score) for score in scores))}


def _read(passage: Passage) -> str:
    return " ".join((*passage.headings, passage.text))
