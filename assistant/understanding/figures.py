"""Figures of a question: one spelling for each, and what a person takes for granted.

« 70 % », « 70 pour cent » and « % » ask about the same thing, whatever the number; an
amount that no document holds says only that an amount is there.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from assistant.texts import table
from assistant.understanding.normalise import unaccent

_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3})((?:[ .\u00a0\u202f]\d{3})+)(?!\d)")
_PERCENT = re.compile(r"\d*(?:[.,]\d+)? ?(?:%|pour ?cents?\b|pourcents?\b)")
_MILLIONS = re.compile(r"\b(\d+) ?(?:m ?€|m\b|meuros?|millions?(?: d ?'? ?euros?| de euros?)?) ?€?")
_THOUSAND_EUROS = re.compile(r"\b(\d+) ?k ?(?:€|euros?|e)?(?![a-z0-9])")
_AMOUNT = re.compile(r"\b(\d+)(?: ?€| ?euros?| ?balles)\b|\b(\d{4,})\b|\b(\d+) ?€")
_PEOPLE = re.compile(r"\b\d+ (?=habitants?|personnes?|agents?|usagers?|ames|administres)")


def canonical(flat: str, kept: Collection[str] = ()) -> str:
    """Return a readable text with its figures made comparable.

    ``kept`` are the numbers that the documents hold: they point to what holds them, the
    others only to a kind of figure (« xmontant euros », « pourcentage »).
    """
    flat = _THOUSANDS.sub(lambda m: m[1] + re.sub(r"\D", "", m[2]), flat)
    flat = _PERCENT.sub(" pourcentage ", flat)
    flat = _MILLIONS.sub(r"\1 millions ", flat)
    flat = _THOUSAND_EUROS.sub(r"\g<1>000 euros", flat)

    def amount(match: re.Match[str]) -> str:
        number = match[1] or match[2] or match[3]
        if number in kept or (match[2] and re.fullmatch(r"20\d\d", number)):
            return f"{number} euros" if not match[2] else number
        return "xmontant euros"

    flat = _AMOUNT.sub(amount, flat)
    return re.sub(r"\s+", " ", _PEOPLE.sub("xnombre ", flat)).strip()


@dataclass(frozen=True)
class Figure:
    """A number with its unit: ``words`` as written, ``value`` comparable."""

    words: str
    value: str
    unit: str


@cache
def _written() -> re.Pattern[str]:
    numbers = "|".join(table("french")["numbers"])
    units = "|".join(re.escape(u) for forms in table("french")["units"].values() for u in forms)
    amount = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+(?:,\d+)?"
    return re.compile(rf"(?<![\w,.])({amount}|{numbers})[ \u00a0\u202f]?({units})(?![a-z])")


@cache
def _unit() -> dict[str, str]:
    return {form: unit for unit, forms in table("french")["units"].items() for form in forms}


def figures_in(text: str) -> list[Figure]:
    """Return the numbers with a unit of ``text``: « trois critères » counts 3 of them."""
    flat = unaccent(text)
    found = []
    for match in _written().finditer(flat):
        value = re.sub(r"[ .\u00a0\u202f]", "", match[1])
        value = str(table("french")["numbers"].get(value, value))
        found.append(Figure(match[0], value, _unit()[match[2]]))
    return found


def mistaken(asked: str, quotes: str) -> Figure | None:
    """Return the figure that a question takes for granted and that the quotes contradict.

    Only when the quotes hold a figure of the same unit, and none of that value: « c'est bien
    70 % ? » against « 100% ». None when nothing is contradicted.
    """
    said: dict[str, set[str]] = {}
    for figure in figures_in(quotes):
        said.setdefault(figure.unit, set()).add(figure.value)
    for figure in figures_in(asked):
        if figure.unit in said and figure.value not in said[figure.unit]:
            return figure
    return None
