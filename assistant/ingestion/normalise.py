"""A page's text made readable, with the way back to its own characters."""

from __future__ import annotations

import unicodedata

from assistant.domain import Run

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def normalise(text: str, page: int, start: int, end: int, at: int = 0) -> tuple[str, tuple[Run, ...]]:
    """Return ``text[start:end]`` normalised, and its runs; offsets of the result begin at ``at``.

    Spaces fold to one, a word cut by a hyphen at a line's end is joined, ligatures are
    spelt, invisible characters go. Each kept character keeps its place in the page.
    """
    kept: list[tuple[str, int | None]] = []
    i = start
    while i < end:
        char = text[i]
        if char in _INVISIBLE or (unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs") and not char.isspace()):
            i += 1
            continue
        if char == "-" and _cuts_word(text, i, start, end):
            i += 1
            while i < end and text[i].isspace():
                i += 1
            continue
        if char.isspace():
            if kept and kept[-1][0] != " ":
                kept.append((" ", i if char == " " else None))
        elif char in _LIGATURES:
            spelt = _LIGATURES[char]
            kept.append((spelt[0], i))
            kept += [(letter, None) for letter in spelt[1:]]
        else:
            kept.append((char, i))
        i += 1
    while kept and kept[-1][0] == " ":
        kept.pop()
    return "".join(char for char, _ in kept), _runs([place for _, place in kept], page, at)


def _cuts_word(text: str, i: int, start: int, end: int) -> bool:
    """Tell whether the hyphen at ``i`` cuts a word at the end of a line."""
    if i + 1 >= end or text[i + 1] not in "\r\n" or i == start or not text[i - 1].isalpha():
        return False
    rest = text[i + 1 : end].lstrip()
    return bool(rest) and rest[0].islower()


def _runs(places: list[int | None], page: int, at: int) -> tuple[Run, ...]:
    runs: list[Run] = []
    for offset, place in enumerate(places):
        if place is None:
            continue
        last = runs[-1] if runs else None
        if last and last.at + last.length == at + offset and last.start + last.length == place:
            runs[-1] = Run(last.at, page, last.start, last.length + 1)
        else:
            runs.append(Run(at + offset, page, place, 1))
    return tuple(runs)
