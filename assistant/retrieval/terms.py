"""French text as the terms that the lexical search counts.

What a mayor types and what a circular prints differ by accents, elisions, endings and
the writing of amounts; all four are removed here, on both sides alike, so that
« jusqu'à 34 M€ » and « 34 millions d'euros » share the term ``34000000``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import Stemmer

from assistant.texts import table

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "ʼ": "'", "`": "'"})
_SPACES = r"[ \u00a0\u202f\u2009]"
#: 297 000 · 297.000 · 297000, then decimals, then a unit of thousand, million or milliard.
NUMBER = re.compile(
    rf"(?<![\w.,])(?P<whole>\d{{1,3}}(?:(?:{_SPACES}|\.)\d{{3}})+(?!\d)|\d+)(?:[.,](?P<cents>\d{{1,2}})(?!\d))?"
    rf"{_SPACES}*(?:(?P<unit>milliards?|mds?|millions?|m(?={_SPACES}*(?:€|euros?\b|d'euros))|k(?={_SPACES}*€|euros?\b))(?![a-z]))?"
    rf"(?:(?P<percent>{_SPACES}*(?:%|pour{_SPACES}?cents?\b))|{_SPACES}*(?:d')?(?P<euros>€|euros?\b))?"
)
_UNITS = {"k": 1_000, "m": 1_000_000}
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu)'(?=\w)")
_TERM = re.compile(r"\d+(?:\.\d+)?%?|[a-z][a-z0-9]*")


def unaccented(text: str) -> str:
    """Return ``text`` in lower case without accents or ligatures: « Œuvre Élue » -> "oeuvre elue"."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(table("terms")["stop_words"])


@cache
def _stem(word: str) -> str:
    return str(Stemmer.Stemmer("french").stemWord(word))


def value_of(match: re.Match[str]) -> str:
    """Return a ``NUMBER`` as plain digits, its unit multiplied out: « 34 M€ » -> "34000000"."""
    whole = re.sub(r"\D", "", match["whole"])
    cents = (match["cents"] or "").rstrip("0")
    unit = (match["unit"] or "").rstrip("s")
    if unit:
        factor = 1_000_000_000 if unit in ("milliard", "md") else _UNITS[unit[0]]
        whole, cents = str(round(float(f"{whole}.{cents or 0}") * factor)), ""
    return f"{whole}.{cents}" if cents else whole


def _plain_number(match: re.Match[str]) -> str:
    return f" {value_of(match)}{'%' if match['percent'] else ''} "


def terms(text: str) -> list[str]:
    """Return the terms of ``text`` in order, repeated as often as they stand there.

    « L'aide couvre 80 % des 297.000€ » -> ["aid", "couvr", "80%", "297000"].
    """
    flat = NUMBER.sub(_plain_number, unaccented(text))
    flat = _ELISION.sub(" ", flat)
    stop = _stop_words()
    return [_stem(word) if word[0].isalpha() else word for word in _TERM.findall(flat) if word not in stop]
