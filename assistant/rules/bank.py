"""Which facet a question asks about: its nearest phrasings and the cues it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.rules.tables import Facet
from assistant.understanding.lexicon import found, stems
from assistant.understanding.normalise import readable
from assistant.understanding.similarity import Vectors, letter_grams

#: Weights of the parts of a facet's score. Words and letters share the similarity; a cue
#: lifts the facet that it names. Chosen on the development split of tests/reference.
WORDS, LETTERS, CUE = 0.55, 0.45, 0.18
#: How many of a facet's phrasings vote: the best counts most, a second confirms it.
VOTES = (0.8, 0.2)


@dataclass(frozen=True)
class Match:
    """A facet and how well it fits: ``similarity`` of phrasings (0 to 1), ``cues`` found."""

    facet: Facet
    score: float
    similarity: float
    cues: tuple[str, ...]


class QuestionBank:
    """The phrasings of every facet, indexed by words and by letters."""

    def __init__(self, facets: Sequence[Facet], terms: Callable[[str], list[str]]) -> None:
        self._facets = tuple(facets)
        pairs = [(number, readable(p)) for number, facet in enumerate(facets) for p in (*facet.phrasings, facet.label)]
        self._owners = [number for number, _ in pairs]
        texts = [phrasing for _, phrasing in pairs]
        self._words = Vectors(texts, terms)
        self._letters = Vectors(texts, lambda text: letter_grams(" ".join(stems(text))))

    def words(self) -> set[str]:
        """Return every word that the phrasings, labels and cues hold."""
        texts = [t for f in self._facets for t in (*f.phrasings, *f.cues, f.label)]
        return {word for text in texts for word in re.findall(r"[a-z]+", readable(text))}

    def facet(self, name: str) -> Facet | None:
        """Return the facet called ``name``."""
        return next((facet for facet in self._facets if facet.id == name), None)

    def match(self, flat: str) -> list[Match]:
        """Return every facet with its score for a readable question, best first."""
        words = self._words.cosines(flat)
        letters = self._letters.cosines(flat)
        votes: dict[int, list[float]] = {}
        for owner, word, letter in zip(self._owners, words, letters, strict=True):
            votes.setdefault(owner, []).append(WORDS * word + LETTERS * letter)
        here = stems(flat)
        matches = []
        for number, facet in enumerate(self._facets):
            best = sorted(votes.get(number, [0.0]), reverse=True)[: len(VOTES)]
            similarity = sum(v * w for v, w in zip(best, VOTES, strict=False))
            cues = tuple(found(facet.cues, here))
            matches.append(Match(facet, similarity + self._cue(cues), similarity, cues))
        return sorted(matches, key=lambda match: -match.score)

    @staticmethod
    def _cue(cues: Sequence[str]) -> float:
        if not cues:
            return 0.0
        longest = max(len(cue.split()) for cue in cues)
        return CUE * (1.0 + 0.25 * (min(longest, 3) - 1) + 0.15 * (min(len(cues), 3) - 1))
