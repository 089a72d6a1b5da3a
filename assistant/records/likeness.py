"""What questions that say the same share: they are dealt with once."""

from __future__ import annotations

import hashlib

from assistant.retrieval.terms import terms
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
    stems = sorted(set(terms(readable(strip_courtesy(clean(question))))))
    return _digest("words " + " ".join(stems) if stems else "text " + clean(question).lower())


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
