"""Words of a question, led back to those of the published entries that they misspell.

More careful than the reading of a question for its facets: most words of a question that
no entry answers are in no entry, and one taken for another would make it look answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.understanding.normalise import readable
from assistant.understanding.spelling import sound

#: Shortest word corrected; the length from which two letters may differ.
SHORTEST, LONG = 5, 10


class Spelling:
    """Corrects a question's words against ``right`` ones, leaving those that are ``known`` as they are."""

    def __init__(self, right: Iterable[str], known: Callable[[str], bool]) -> None:
        self._right = sorted({word for word in right if len(word) >= SHORTEST and word.isalpha()})
        self._spelt = frozenset(self._right)
        self._known = known
        self._heard: dict[str, str] = {}
        for word in self._right:
            self._heard.setdefault(_sound(word), word)

    def read(self, text: str) -> str:
        """Return what was typed made readable, its misspelt words replaced."""
        return re.sub(r"[a-z]+", lambda match: self._word(match.group()), readable(text))

    def _word(self, word: str) -> str:
        if len(word) < SHORTEST or word in self._spelt or word.rstrip("s") in self._spelt or self._known(word):
            return word
        heard = self._heard.get(_sound(word))
        if heard is not None and OSA.distance(word, heard) <= max(len(word), len(heard)) // 2:
            return heard
        near = process.extractOne(word, self._right, scorer=OSA.distance, score_cutoff=1 + (len(word) >= LONG))
        return str(near[0]) if near and near[0][0] == word[0] else word


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    return sound(word)
