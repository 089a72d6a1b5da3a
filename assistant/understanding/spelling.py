"""Unknown words, led back to the word of the corpus that they misspell.

Only words that no document, phrasing or table holds are touched, and only when one known
word sounds the same or is a letter or two away: a question about something else must
stay about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.understanding.normalise import readable

#: How French sounds are spelt, in order: « ph » like « f », « eau » like « o »…
_SOUNDS = (
    ("eaux?$", "o"), ("eau", "o"), ("aux?$", "o"), ("au", "o"), ("ph", "f"), ("qu", "k"), ("ck", "k"),
    ("c(?=[eiy])", "s"), ("ti(?=on)", "si"), ("ç", "s"), ("c", "k"), ("q", "k"), ("g(?=[eiy])", "j"), ("ai|ei", "e"),
    ("oua|oa", "oi"), ("(?:en|em|an|am)(?![aeiouymn])", "an"), ("(?:in|im|ain|ein|yn|un)(?![aeiouymn])", "in"),
    ("(?:on|om)(?![aeiouymn])", "on"), ("h", ""), ("y", "i"), (r"(.)\1", r"\1"), ("ss", "s"), ("z", "s"),
    ("(?:er|ez|es|ent|e|s|t|x|d|p)+$", ""),
)  # fmt: skip
#: Shortest word corrected by its letters, and the length from which two letters may differ;
#: shortest word corrected by its sound.
SHORTEST, LONG, HEARD = 5, 9, 3
#: How many times more frequent a word must be than one that sounds the same to take its place.
FAR_MORE = 10


def sound(word: str) -> str:
    """Return a key that French words spelt alike by ear share: "formassion" -> "formasion"."""
    for spelt, heard in _SOUNDS:
        word = re.sub(spelt, heard, word)
    return word


class Speller:
    """Corrects the words of a question against the words that the corpus knows.

    ``sure`` words are left as they are. ``asked`` counts the words of the phrasings, which
    are misspelt on purpose here and there: such a word gives way to one that sounds the
    same and is far more frequent. Words are only ever corrected to ``trusted`` ones, the
    most frequent first.
    """

    def __init__(self, sure: Iterable[str], asked: Mapping[str, int], trusted: Mapping[str, int]) -> None:
        self._sure = frozenset(sure)
        self._asked = asked
        self._trusted = trusted
        self._long = sorted(word for word in trusted if len(word) >= SHORTEST)
        self._heard: dict[str, str] = {}
        for word in sorted(trusted, key=lambda word: (-trusted[word], word)):
            if len(word) >= HEARD:
                self._heard.setdefault(sound(word), word)

    def read(self, text: str) -> str:
        """Return what was typed made readable, its misspelt words replaced."""
        return self.correct(readable(text))

    def knows(self, word: str) -> bool:
        """Tell whether the documents, the tables or enough phrasings hold a word."""
        return word in self._sure or word in self._trusted

    def correct(self, flat: str) -> str:
        """Return unaccented lower-case ``flat`` with its misspelt words replaced."""
        return re.sub(r"[a-z]+", lambda match: self._word(match.group()), flat)

    def _word(self, word: str) -> str:
        if word in self._sure or len(word) < HEARD or word.rstrip("s") in self._sure:
            return word
        heard = self._heard.get(sound(word))
        seen = self._asked.get(word, 0)
        if heard is not None and (heard[0] == word[0] or len(word) >= SHORTEST):
            return heard if self._trusted[heard] >= FAR_MORE * seen else word
        if seen or len(word) < SHORTEST:
            return word
        most = 2 if len(word) >= LONG else 1
        near = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=most)
        if near is None or near[0][0] != word[0]:
            return word
        return str(near[0])
