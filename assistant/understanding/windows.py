"""The stretches of a question that are looked at one by one.

A letter of two hundred words asks in one of them; a story around the question says what
it is about, less surely than the question itself.
"""

from __future__ import annotations

import re

from assistant.texts import table
from assistant.understanding.normalise import unaccent

#: What a stretch of the story, or a clause of a long question, counts beside the question itself.
STORY, CLAUSE = 0.8, 0.9
#: A question of so few words may leave what it asks to its story: « Pourriez-vous nous éclairer ? ».
BARE = 6
#: Words from which a question is also read clause by clause, and the most stretches looked at.
LONG, MOST = 14, 10

_SENTENCE = re.compile(r"(?<=[.?!;:])\s+|\n+")
_CLAUSE = re.compile(r"\s*[,;:]\s+|\s+(?:mais|car|donc|parce que|puisque|sachant que)\s+", re.IGNORECASE)


def stretches(question: str, story: str = "") -> list[tuple[str, float]]:
    """Return what to look at, as typed, with how much it counts: the question first."""
    found = {question: 1.0}
    sentences = _pieces(_SENTENCE, question)
    for sentence in sentences:
        found.setdefault(sentence, 1.0)
        if len(sentence.split()) > LONG:
            for clause in _pieces(_CLAUSE, sentence):
                found.setdefault(clause, CLAUSE)
    if story:
        found.setdefault(f"{story} {question}", 1.0)
        weight = 1.0 if _leaves_it_to_the_story(question) else STORY
        for sentence in _pieces(_SENTENCE, story):
            found.setdefault(sentence, weight)
    return list(found.items())[:MOST]


def _leaves_it_to_the_story(question: str) -> bool:
    """Tell whether a question only asks to be answered."""
    flat = unaccent(question)
    return len(flat.split()) <= BARE and any(verb in flat for verb in table("french")["split"]["answer_me"])


def _pieces(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return the pieces of ``text`` that hold at least two words."""
    return [piece.strip() for piece in pattern.split(text) if len(piece.split()) >= 2]
