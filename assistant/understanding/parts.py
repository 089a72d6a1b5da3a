"""A compound question, split into its parts; a letter, reduced to what it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.texts import table
from assistant.understanding.normalise import unaccent

_SENTENCE = re.compile(r"(?<=[?!;])\s+|(?<=[.])\s+(?=[A-ZÀ-ÝÉ])|\n+|(?<=[a-zé]{4}[.])\s+")


@cache
def _starts() -> str:
    return "|".join(re.escape(start) for start in sorted(table("french")["split"]["starts"], key=len, reverse=True))


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+et\s+(?:aussi\s+|puis\s+|enfin\s+)?|\s*,\s+(?:et\s+)?|\s*/\s*)(?=(?:{_starts()})\b)")


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(
        rf"\?|^\W*(?:{_starts()})\b"
        r"|\b(?:savoir|demande si|question|souhait|voudr|aimer|peut|puis|besoin|possible)"
    )


def _cut(sentence: str) -> list[str]:
    flat = unaccent(sentence)
    if len(flat) != len(sentence):
        return [sentence]
    cuts = [(m.start(), m.end()) for m in _joint().finditer(flat)]
    pieces, begin = [], 0
    for start, end in cuts:
        pieces.append(sentence[begin:start])
        begin = end
    pieces.append(sentence[begin:])
    return [piece.strip(" ,;") for piece in pieces if piece.strip(" ,;")]


def split_parts(text: str, content: Sequence[str] = ()) -> list[str]:
    """Return the questions of ``text``, in order; the whole text when there is only one.

    A sentence that asks nothing (a greeting, the story before the question) joins the
    question that follows it, so that no fact it holds is lost.
    """
    pieces = [piece for sentence in _SENTENCE.split(text) if sentence.strip() for piece in _cut(sentence.strip())]
    parts: list[str] = []
    story: list[str] = []
    for piece in pieces:
        if _asks().search(unaccent(piece)):
            parts.append(" ".join([*story, piece]))
            story = []
        else:
            story.append(piece)
    if story:
        if parts:
            parts[-1] = " ".join([parts[-1], *story])
        else:
            parts = [" ".join(story)]
    return parts
