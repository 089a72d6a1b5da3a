"""Numbers as French writes them, in figures or in letters, and what follows each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.retrieval.terms import NUMBER, value_of
from assistant.texts import table


@dataclass(frozen=True)
class Numeral:
    """A number at ``start`` to ``end`` of a folded text; ``mark``: "%", "€" or nothing."""

    value: float
    mark: str
    start: int
    end: int
    spelt: bool = False


@cache
def _spelt() -> dict[str, int]:
    """Return the numbers in letters below a hundred, and the round ones above."""
    listed = table("claims")
    units: list[str] = listed["numbers"]
    words = {word: value for value, word in enumerate(units)}
    words |= {f"dix-{units[n]}": 10 + n for n in (7, 8, 9)}
    words["une"] = 1
    for ten, value in listed["tens"].items():
        words[ten] = value
        words["quatre-vingts"] = 80
        last = 20 if value in (60, 80) else 10
        small = {**{units[n]: n for n in range(1, 17)}, **{f"dix-{units[n]}": 10 + n for n in (7, 8, 9)}}
        for word, more in small.items():
            if more < last:
                words[f"{ten}-{word}"] = value + more
                if more in (1, 11):
                    words[f"{ten} et {word}"] = value + more
    hundreds: dict[str, int] = listed["hundreds"]
    return words | hundreds


@cache
def _letters() -> re.Pattern[str]:
    forms = sorted(_spelt(), key=len, reverse=True)
    joined = "|".join(re.escape(form).replace(r"\-", "[- ]") for form in forms)
    return re.compile(rf"(?<![\w'-])(?:{joined})(?![\w-])|(?<=d')(?:un|une)(?![\w-])")


@cache
def _shares() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('claims')['halves'])})\b(?! d'heure)")


def numerals(flat: str) -> list[Numeral]:
    """Return the numbers of a folded text, in order: « deux mille euros » is one."""
    found: list[Numeral] = []
    for one in sorted((*_figures(flat), *_words(flat)), key=lambda numeral: (numeral.start, -numeral.end)):
        last = found[-1] if found else None
        if last is not None and one.start < last.end:
            continue
        if last is not None and one.spelt and one.value >= 100 and one.start == last.end + 1 and last.value < 100:
            found[-1] = Numeral(last.value * one.value, one.mark, last.start, one.end, spelt=True)
        else:
            found.append(one)
    return found


def _figures(flat: str) -> Iterator[Numeral]:
    for match in NUMBER.finditer(flat):
        mark = "%" if match["percent"] else "€" if match["euros"] else ""
        yield Numeral(float(value_of(match)), mark, match.start(), match.start() + len(match[0].rstrip()))


def _words(flat: str) -> Iterator[Numeral]:
    for match in _letters().finditer(flat):
        value = _spelt()[match[0] if match[0] in _spelt() else match[0].replace(" ", "-")]
        after = re.match(r" (?:(?:pour cent)\b|%)", flat[match.end() :])
        euros = re.match(r" euros?\b", flat[match.end() :])
        end = match.end() + len((after or euros or [""])[0])
        yield Numeral(float(value), "%" if after else "€" if euros else "", match.start(), end, spelt=True)
    for match in _shares().finditer(flat):
        yield Numeral(float(table("claims")["halves"][match[0]]), "%", match.start(), match.end(), spelt=True)
