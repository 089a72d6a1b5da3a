"""A text folded for reading: one spelling for what looks the same, and where each character came from.

Numbers are pasted from PDFs and phones with thin spaces, full-width digits or invisible
characters; folded once here, no pattern has to know of them. Offsets lead back, so that
only what was found is replaced and the rest of the text stays as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

#: What stands where something was found already; never in a folded text otherwise.
MASK = "\0"
#: What the normal forms of Unicode leave apart.
LOOKALIKES = {
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ø": "o",
    "’": "'",
    "‘": "'",
    "\u2212": "-",
    "\u2044": "/",
    "\u2215": "/",
}
LOOKALIKES |= dict.fromkeys("·•∙‧⋅。", ".")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
#: Longest folding of one character; the few longer ones (whole Arabic phrases) say no number.
LONGEST = 4


@dataclass(frozen=True)
class Folded:
    """A text folded, and the offset in the original of each of its characters."""

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of a span that is not empty."""
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold ``text``: small letters without accents, plain digits, spaces and dashes, nothing invisible.

    >>> fold("０６\u202f12\u200b 34").text
    '06 12 34'
    """
    if text.isascii():
        return Folded(CONTROL.sub(" ", text.lower()), range(len(text)))
    letters: list[str] = []
    origins: list[int] = []
    for origin, letter in enumerate(text):
        folded = _folded(letter)
        letters.append(folded)
        origins += [origin] * len(folded)
    return Folded("".join(letters), origins)


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    if letter == "\n":
        return letter
    parts = unicodedata.normalize("NFKD", LOOKALIKES.get(letter, letter))[:LONGEST].lower()
    return "".join(_plain(part) for part in parts)


def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category[0] == "Z" or category == "Cc":
        return " "
    if category == "Pd":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    return LOOKALIKES.get(letter, letter)
