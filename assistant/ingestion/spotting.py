"""Where a quote stands among the characters of a page, whatever its spaces, hyphens and ligatures.

Two readers of a PDF agree on its letters and figures, seldom on what stands between them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

#: Letters under which a line on its own could be anywhere.
LEAST = 12


def folded(text: Iterable[str]) -> str:
    """Return the letters and figures of a text, without case or accent."""
    return "".join(_letters(char) for char in text)


def rank_of(page: str, start: int, end: int) -> int:
    """Return how many times the words of ``page[start:end]`` are written before, on the same page."""
    words = folded(page[start:end])
    return folded(page[:start]).count(words) if words else 0


def spot(chars: Sequence[str], quote: str, rank: int = 0) -> list[range]:
    """Return the stretches of ``chars`` that write ``quote``; none when they don't.

    The one of that ``rank`` when it is written several times. A quote whose lines another
    reader puts in another order is found line by line, those that are written once.
    """
    letters, places = _keyed(chars)
    wanted = folded(quote)
    if len(wanted) < 2:
        return []
    found = _occurrences(letters, wanted)
    if found:
        return [_stretch(places, found[min(rank, len(found) - 1)], len(wanted))]
    stretches = []
    for line in map(folded, quote.splitlines()):
        if len(line) >= LEAST and letters.count(line) == 1:
            stretches.append(_stretch(places, letters.find(line), len(line)))
    return stretches


def _keyed(chars: Sequence[str]) -> tuple[str, list[int]]:
    """Return the letters of ``chars`` and, for each, the character that it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(chars):
        for letter in _letters(char):
            letters.append(letter)
            places.append(at)
    return "".join(letters), places


def _letters(char: str) -> str:
    """Return what a character counts for: « É » is "e", « ﬁ » is "fi", a space is nothing."""
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    spelt = unicodedata.normalize("NFKD", char).lower()
    return "".join(each for each in spelt if each.isalnum())


def _occurrences(letters: str, wanted: str) -> list[int]:
    found = []
    at = letters.find(wanted)
    while at >= 0:
        found.append(at)
        at = letters.find(wanted, at + len(wanted))
    return found


def _stretch(places: Sequence[int], at: int, length: int) -> range:
    return range(places[at], places[at + length - 1] + 1)
