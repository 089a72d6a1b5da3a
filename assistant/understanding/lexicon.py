"""Words found in a readable question: whole words and phrases, singular or plural."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import Stemmer

from assistant.texts import table
from assistant.understanding.normalise import unaccent

_TOKEN = re.compile(r"[a-z0-9]+%?")


#: Words this short keep their letters, plural aside: the stemmer makes « sa » of « saas ».
SHORT = 4
_SNOWBALL = Stemmer.Stemmer("french")


@cache
def _stem(word: str) -> str:
    if len(word) <= SHORT:
        return word[:-1] if len(word) == SHORT and word[-1] in "sx" else word
    return str(_SNOWBALL.stemWord(word))


def stems(text: str) -> tuple[str, ...]:
    """Return the French stems of ``text``, in order, every word kept.

    « les dépenses exclues » -> ("le", "dépens"…) without accents, so that a phrase and its
    plural read the same.
    """
    return tuple(_stem(token) for token in tokens(text))


def tokens(text: str) -> list[str]:
    """Return the words and numbers of ``text``, unaccented, in order: those that ``stems`` stems."""
    return _TOKEN.findall(unaccent(text))


@cache
def phrases(section: str, name: str) -> re.Pattern[str]:
    """Return what finds, where a word begins, the phrases listed as ``name`` in a section of the French table."""
    listed = "|".join(map(re.escape, table("french")[section][name]))
    return re.compile(rf"(?<![a-z0-9])(?:{listed})")


def find(phrase: Sequence[str], words: Sequence[str]) -> int | None:
    """Return where ``phrase`` begins in ``words``, both stemmed; None when it isn't there."""
    size = len(phrase)
    return next((i for i in range(len(words) - size + 1) if tuple(words[i : i + size]) == tuple(phrase)), None)
