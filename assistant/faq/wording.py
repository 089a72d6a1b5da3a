"""The difference of two texts word by word, for a person to see at a glance what changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from assistant.faq.folded import folded

_WORDS = re.compile(r"\S+")


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """Words kept, removed or added, in reading order."""

    mark: Mark
    words: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return what turns ``before`` into ``after``; typography and layout are no difference.

    « au plus 80 % » and « au plus 70 % » -> kept « au plus », removed « 80 », added « 70 », kept « % ».
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, _plain(old), _plain(new), autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Mark.KEPT, " ".join(new[c:d])))
            continue
        pieces += [Piece(Mark.REMOVED, " ".join(old[a:b]))] if b > a else []
        pieces += [Piece(Mark.ADDED, " ".join(new[c:d]))] if d > c else []
    return tuple(pieces)


def _plain(words: list[str]) -> list[str]:
    return [folded(word).strip('.,;:()«»"') or word for word in words]
