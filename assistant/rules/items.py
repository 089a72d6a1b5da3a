"""The items of an enumeration: « un portail famille, 4 PC et former 2 agents » has three."""

from __future__ import annotations

import re

from assistant.texts import table

_PIECE = re.compile(r"[a-z0-9]+%?|[,;:.+&/?!()]")
#: What ends a clause; within how many words of a joint something new is introduced, or a new subject stands.
ENDS, AHEAD, SOON = ".?!;,", 2, 6
_ASIDE = re.compile(r"\([^()]{0,120}\)")


def numbered(flat: str) -> list[int]:
    """Return, for each word of a readable text, the number of the enumerated item that it belongs to."""
    around = table("french")["project"]
    between, new = set(around["between_items"]), set(around["new_item"])
    pieces = _PIECE.findall(flat)
    item, found, inside = 0, [], False
    for at, piece in enumerate(pieces):
        if piece in between or not piece[0].isalnum():
            item += not inside or piece in ENDS or _begins_anew(pieces[at + 1 :], new, around["subjects"])
            inside = inside and piece not in ENDS
        inside = inside or _opens(pieces[at : at + 2], around["clauses"])
        if piece[0].isalnum():
            found.append(item)
    return found


def split(flat: str) -> list[str]:
    """Return the items of a readable text, what stands in brackets left out."""
    flat = re.sub(r"\s+", " ", _ASIDE.sub(" ", flat))
    words = [piece for piece in _PIECE.findall(flat) if piece[0].isalnum()]
    items: dict[int, list[str]] = {}
    for word, number in zip(words, numbered(flat), strict=True):
        items.setdefault(number, []).append(word)
    between = set(table("french")["project"]["between_items"])
    return [" ".join(words[1:] if words[0] in between else words) for words in items.values()]


def _begins_anew(after: list[str], new: set[str], subjects: list[str]) -> bool:
    """Tell whether something of its own is introduced after a joint: « et 2 PC », « et tant qu'à faire on change »."""
    introduced = any(word in new or word[0].isdigit() for word in after[:AHEAD])
    return introduced or any(word in subjects for word in after[:SOON])


def only_asks(item: str) -> bool:
    """Tell whether an item names nothing: « on peut la faire financer »."""
    return item.startswith(tuple(table("french")["project"]["tails"]))


def _opens(pieces: list[str], clauses: list[str]) -> bool:
    """Tell whether a clause that completes what precedes begins with these words."""
    return bool(pieces) and (pieces[0] in clauses or " ".join(pieces) in clauses)
