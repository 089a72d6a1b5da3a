"""What questions that say the same share: they are dealt with once."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

from assistant.retrieval.terms import terms
from assistant.texts import table
from assistant.understanding.conversation import strip_courtesy
from assistant.understanding.normalise import clean, readable

#: Topics that say how a question was answered and not what it asks about.
UNSPECIFIC = ("", "passage", "eligibility")


def likeness(question: str, topic: str = "") -> str:
    """Return the same digest for questions that say the same.

    Where the pipeline recognised what is asked, that is what they share, however it was put; elsewhere the stems
    of their words, whatever the order, spelling of abbreviations and politeness.
    """
    if topic not in UNSPECIFIC:
        return _digest(f"topic {topic}")
    asked = readable(readable(strip_courtesy(clean(question))))  # twice: « svp » is read, then left out
    stems = sorted(set(terms(asked)) - _polite())
    return _digest("words " + " ".join(stems) if stems else "text " + clean(question).lower())


@cache
def _polite() -> frozenset[str]:
    return frozenset(terms(" ".join(table("terms")["polite"])))


def wording(question: str) -> str:
    """Return the same sign for questions in the same words, case, accents and punctuation aside."""
    letters = unicodedata.normalize("NFKD", question.casefold())
    words = re.findall(r"\w+", "".join(letter for letter in letters if not unicodedata.combining(letter)))
    return _digest(" ".join(words))[:16]


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
