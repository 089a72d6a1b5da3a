"""Unknown words, led back to the word of the corpus that they misspell.

Only words that no document, phrasing or table holds are touched, and only when one known
word sounds the same or is a letter or two away: a question about something else must
stay about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: How French sounds are spelt, in order: « ph » like « f », « eau » like « o »…
_SOUNDS = (
    ("eaux?$", "o"), ("eau", "o"), ("aux?$", "o"), ("au", "o"), ("ph", "f"), ("qu", "k"), ("ck", "k"),
    ("c(?=[eiy])", "s"), ("ti(?=on)", "si"), ("ç", "s"), ("c", "k"), ("q", "k"), ("ai|ei", "e"),
    ("(?:en|em|an|am)(?![aeiouymn])", "an"), ("(?:in|im|ain|ein)(?![aeiouymn])", "in"), ("h", ""), ("y", "i"),
    (r"(.)\1", r"\1"), ("ss", "s"), ("z", "s"), ("(?:er|ez|es|ent|e|s|t|x|d)$", ""),
)  # fmt: skip
#: Shortest word corrected, and the length from which two letters may differ.
SHORTEST, LONG = 5, 9


def sound(word: str) -> str:
    """Return a key that French words spelt alike by ear share: "formassion" -> "formasion"."""
    for spelt, heard in _SOUNDS:
        word = re.sub(spelt, heard, word)
    return word


class Speller:
    """Corrects the words of a question against the words that the corpus knows."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._long = sorted(word for word in self._known if len(word) >= SHORTEST)
        self._heard: dict[str, str] = {}
        for word in self._long:
            self._heard.setdefault(sound(word), word)

    def correct(self, flat: str) -> str:
        """Return unaccented lower-case ``flat`` with its misspelt words replaced."""
        return re.sub(r"[a-z]+", lambda match: self._word(match.group()), flat)

    def _word(self, word: str) -> str:
        if word in self._known or len(word) < SHORTEST or word.rstrip("s") in self._known:
            return word
        heard = self._heard.get(sound(word))
        if heard is not None:
            return heard
        most = 2 if len(word) >= LONG else 1
        near = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=most)
        if near is None or near[0][0] != word[0]:
            return word
        return str(near[0])
