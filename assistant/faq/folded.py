"""Text made plain for matching, every character in its place, so that what is found can be shown as written."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import Stemmer

from assistant.retrieval.terms import terms
from assistant.texts import table

_TOKEN = re.compile(r"[^\W_]+|[%€²°]")


class _Plain(dict[int, str]):
    """Each character's plain form, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(char: str) -> str:
    if char in "’‘ʼ`":
        return "'"
    if char.isspace():
        return " "
    kept = [c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c)]
    low = "".join(kept).lower()
    return low if len(low) == 1 else char


_PLAIN = _Plain()


def folded(text: str) -> str:
    """Return ``text`` in lower case without accents, spaces alike, of the same length: « Élus » -> "elus"."""
    return text.translate(_PLAIN)


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Return the words, numbers and units of a text with their places; punctuation and layout are left out."""
    return [(match[0], *match.span()) for match in _TOKEN.finditer(folded(text))]


def joined(text: str) -> str:
    """Return the words of a text between single spaces, for one to be found in another: " au plus 80 % "."""
    return f" {' '.join(token for token, _, _ in tokens(text))} "


@cache
def _alike() -> dict[str, str]:
    stem = Stemmer.Stemmer("french").stemWord
    groups = table("claims")["alike"]["words"]
    return {_bare(stem(word)): _bare(stem(group[0])) for group in groups for word in group}


def _bare(stem: str) -> str:
    """Return a stem without the endings that the stemmer leaves on unaccented words: « mobilisée », « concluent »."""
    if len(stem) > 6:
        stem = stem.removesuffix("ent")
    return stem.rstrip("e") if len(stem) > 4 else stem


@cache
def _empty() -> frozenset[str]:
    return frozenset(_bare(Stemmer.Stemmer("french").stemWord(word)) for word in table("claims")["empty"]["words"])


def subjects(text: str) -> list[str]:
    """Return the stems of what a text is about: numbers and verbs that only carry them aside, twins made one."""
    bare = (_bare(term) for term in terms(text) if term[0].isalpha())
    return [_alike().get(term, term) for term in bare if term not in _empty()]
