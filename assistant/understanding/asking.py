"""What asks and what tells: the marks of a question, read in the readable form of a piece of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from assistant.texts import table
from assistant.understanding.lexicon import phrases
from assistant.understanding.normalise import unaccent

Read = Callable[[str], str]

#: A verb with its subject after it asks: « sont-ils », « dépose-t-on »; not « rendez-vous », « voyez-vous ».
_INVERTED = re.compile(r"(?<!rende)(?<!voye)[a-z]-(?:t-)?(?:il|elle|ils|elles|on|nous|vous|je|ce)\b(?!-)")
#: Spoken French asks where the answer would stand: at the end of what is asked (« on dépose où »), or before
#: (« c'est combien », « sous quel délai »).
_ENDING = re.compile(r"\b(?:ou|quand|comment|qui|quoi|combien|lequel|laquelle)\W*$")
_IN_PLACE = re.compile(
    r"\bcombien\b|\b(?:a|au|aux|de|en|sous|sur|dans|pour|avec|par|avant|est|c'est) quel(?:le)?s?\b|" + _ENDING.pattern
)
#: Characters read after a joint to tell whether a question begins there.
_AHEAD = 48
#: Characters within which an inverted verb makes a question of what follows a joint.
_SOON = 20


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases = sorted(table("french")["split"][name], key=len, reverse=True)
    lead = "|".join(re.escape(word) for word in table("french")["split"]["prepositions"])
    return re.compile(rf"(?:(?:{lead})\s*)?(?:{'|'.join(map(re.escape, phrases))})(?![a-z0-9])")


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{'|'.join(map(re.escape, table('french')['split']['lead_ins']))})\b[\s,]*)+")


@cache
def _bare() -> frozenset[str]:
    return frozenset(table("french")["split"]["bare"])


def opens(flat: str) -> bool:
    """Tell whether a readable text opens with the words of a question."""
    return _pattern("starts").match(flat) is not None


def presents(flat: str) -> bool:
    """Tell whether a readable text opens with who is writing: « je suis maire d'un village »."""
    return phrases("split", "presents").match(flat) is not None


def says_nothing(piece: str, read: Read) -> bool:
    """Tell whether a piece is a lone question word, which asks only with what is beside it."""
    return re.sub(r"[^a-z' ]", "", read(piece)).strip() in _bare()


def begins(rest: str, read: Read) -> bool:
    """Tell whether a question begins with ``rest``: by its first words, or a verb soon inverted."""
    flat = _lead_in().sub("", read(rest[:_AHEAD]))
    asked = None if _tells_when(rest) else _pattern("starts").match(flat)
    return asked is not None or _INVERTED.search(unaccent(rest[:_SOON])) is not None


def _tells_when(piece: str) -> bool:
    """Tell whether « quand » begins a story (« quand on décroche on les balade. »), not a question."""
    return unaccent(piece).startswith("quand on ") and "?" not in piece and not _INVERTED.search(unaccent(piece))


def relates(piece: str) -> bool:
    """Tell whether « laquelle » goes on telling (« la Région, laquelle ne répond pas. »), not asking."""
    return "?" not in piece and re.match(r"\s*,\s*l(?:equel|aquelle|esquel)", unaccent(piece)) is not None


def both_in_place(left: str, right: str, read: Read) -> bool:
    """Tell whether both sides ask in place: « il a signé quand et il s'appelle comment ? »."""
    return _ENDING.search(read(left)) is not None and _ENDING.search(read(right)) is not None


def rank_of(piece: str, read: Read) -> int:
    """Return 2 when a piece asks, 1 when it may (« nous souhaitons »), 0 when it tells, -1 for a farewell."""
    flat = read(piece)
    if phrases("split", "formulas").search(flat):
        return -1
    inverted = _INVERTED.search(unaccent(piece))
    starts = not _tells_when(piece) and _pattern("starts").match(flat)
    asks = starts or phrases("split", "asks").search(flat) or _IN_PLACE.search(flat)
    if "?" in piece or inverted or asks:
        return 2
    if phrases("split", "closings").search(flat):
        return -1
    return 1 if phrases("split", "may_ask").search(flat) else 0
