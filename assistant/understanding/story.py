"""What a story wants, told from what it only recalls.

« La chaudière, c'est réglé ; nous voudrions un portail. Est-ce aidé ? » asks about the
portal. A question that only asks whether « it » is funded asks of what its story wants.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.texts import table
from assistant.understanding.lexicon import phrases, stems
from assistant.understanding.normalise import readable, unaccent

_SENTENCE = re.compile(r"(?<=[.?!;])\s+|\n+")
#: The conditional says what would be done: « un formateur viendrait », « nous achèterions ».
_CONDITIONAL = re.compile(r"\b(?!extrait|retrait|portrait|attrait)[a-z]{2,}(?:rait|rions|raient)\b")
#: « Peut-on demander cette aide ? » asks who may.
_THE_AID = re.compile(r"\b(?:cette |une |votre |des |les |[ld]')(?:aide|subvention|financement)s?\b")
#: A year before that of the circular tells what was done.
_PAST = re.compile(r"\b(?:19\d\d|20[01]\d)\b|\bil y a \w+ (?:ans|mois)\b")


def wanted(story: str) -> list[str]:
    """Return the readings of a story to look at in turn: what it wants, what it doesn't recall, all of it."""
    current = _current(story)
    readings = (_wishing(current), current, _sentences(story))
    return list(dict.fromkeys(" ".join(kept) for kept in readings if kept))


def wanted_sentences(story: str) -> list[str]:
    """Return the sentences of a story that say what it wants, or all that recall nothing when none does."""
    current = _current(story)
    return _wishing(current) or current


def _sentences(story: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE.split(story) if sentence.strip()]


def _current(story: str) -> list[str]:
    return [sentence for sentence in _sentences(story) if not _recalls(sentence)]


def only_asks_funding(question: str) -> bool:
    """Tell whether a question says nothing but « is it funded? »: « Dites-moi si ce devis peut être aidé »."""
    flat = readable(question)
    if flat.startswith(tuple(table("french")["story"]["asks_what"])) or _THE_AID.search(flat):
        return False
    words = set(stems(flat))
    return bool(words & _asked("funding")) and words <= _asked("funding") | _asked("around")


def _recalls(sentence: str) -> bool:
    flat = unaccent(sentence)
    return bool(_PAST.search(flat) or phrases("story", "recalls").search(flat))


def _wishing(sentences: list[str]) -> list[str]:
    return [sentence for sentence in sentences if _wishes(unaccent(sentence))]


def _wishes(flat: str) -> bool:
    return bool(_CONDITIONAL.search(flat) or phrases("story", "wishes").search(flat))


@cache
def _asked(name: str) -> frozenset[str]:
    return frozenset(stem for word in table("french")["story"][name] for stem in stems(word))
