"""A page's text made readable, with the way back to its own characters."""

from __future__ import annotations

import re
import unicodedata

from assistant.domain import Run

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_UNPRINTED = ("Cc", "Co", "Cn", "Cs")
#: A hyphen that ends a line whose word goes on, in lower case or figures, in the next; a soft one always does.
_BREAK = r"[ \t]*(?:\r?\n[ \t]*)+"
_CUT = re.compile(rf"[-\u2010]{_BREAK}(?=[a-zà-öø-ÿœ\d])|\u00ad{_BREAK}(?=\w)")
_WORD = re.compile(r"[^\W\d_]+")
#: Compounds that are cut at their own hyphen: neither « ci-toyen » nor « ad-joint » is one.
_COMPOUND = re.compile(
    r"ci-(?:joint|apr|contre|dess|inclus).*|(?:là|non|demi|celui|celles?|ceux|peut|rendez)-.*"
    r"|.*-(?:ci|là|ils?|elles?|on|être|mêmes?|dessous|dessus)"
)


def normalise(text: str, page: int, start: int, end: int, at: int = 0) -> tuple[str, tuple[Run, ...]]:
    """Return ``text[start:end]`` normalised, and its runs; offsets of the result begin at ``at``.

    Spaces fold to one, a word cut by a hyphen at a line's end is joined, ligatures are
    spelt, invisible characters go. Each kept character keeps its place in the page.
    """
    kept: list[tuple[str, int | None]] = []
    i = start
    while i < end:
        char = text[i]
        cut = _CUT.match(text, i, end) if i > start and text[i - 1].isalnum() else None
        if cut:
            if _keeps_hyphen(text, i, cut.end()):
                kept.append((char, i))
            i = cut.end()
            continue
        if char in _INVISIBLE or (unicodedata.category(char) in _UNPRINTED and not char.isspace()):
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


def _keeps_hyphen(text: str, hyphen: int, rest: int) -> bool:
    """Tell whether a hyphen at a line's end is the word's own: « mal-logement », not « transfor-mation ».

    It is when a figure stands on either side, when the compound is a common one, or when
    the page writes it with its hyphen elsewhere.
    """
    if text[hyphen] == "\u00ad":
        return False
    before = _WORD.findall(text[max(0, hyphen - 40) : hyphen])
    after = _WORD.match(text, rest)
    if not before or after is None or not text[rest].islower() or text[hyphen - 1].isdigit():
        return True
    compound = f"{before[-1]}-{after.group()}".lower()
    return bool(_COMPOUND.fullmatch(compound)) or compound in text.lower()


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
