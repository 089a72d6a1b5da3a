"""Passages of any number, made from the public texts at hand by controlled variation.

A made passage holds the first half of one real passage and the second half of another,
its figures drawn again, under a sentence that names an invented commune. Words are thus
real French, in real proportions, and the vocabulary grows with the corpus as it does in
life; what is not real is that the same few thousand sentences come back.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared"
SOURCES = ("text/service-public.jsonl", "text/code-relations-public-administration.jsonl", "bench/cnil/corpus.jsonl")
ASKED = ("bench/cnil/queries.jsonl", "text/crpa-faq.jsonl")
#: Characters of a real passage: the size of those that the product cuts.
SHORTEST, LONGEST = 160, 420
#: Made passages under one heading.
UNDER = 20

_SENTENCE = re.compile(r"(?<=[.;:?!])\s+|\n+")
_FIGURES = re.compile(r"\d+")
_FIRST = ("Saint", "Sainte", "Mont", "Val", "Bois", "Font", "Pont", "Roche", "Ville", "Champ", "Haut", "Bel")
_SOUNDS = ("ar", "be", "cou", "dre", "é", "fla", "gni", "heu", "li", "mor", "non", "ou", "pré", "ri", "ton", "vau")


@dataclass(frozen=True)
class Made:
    """A made passage, and the real ones that it was made of."""

    title: str
    text: str
    halves: tuple[int, int]


def real_passages() -> list[tuple[str, str]]:
    """Return the real passages, each with its title, in the order of the files."""
    found = []
    for name in SOURCES:
        for line in (SHARED / name).read_text("utf-8").splitlines():
            row = json.loads(line)
            found += [(str(row.get("title", "")), text) for text in _cut(row["text"])]
    return found


def questions() -> list[str]:
    """Return real questions: those of the benchmark's development part and of a published FAQ."""
    rows = [json.loads(line) for name in ASKED for line in (SHARED / name).read_text("utf-8").splitlines()]
    return [str(row["title"] if "title" in row else row["text"]) for row in rows]


def made(real: list[tuple[str, str]], count: int, seed: int = 4) -> Iterator[Made]:
    """Yield ``count`` made passages, the same for the same ``seed``; a longer list begins like a shorter one."""
    drawn = random.Random(seed)  # noqa: S311 - texts, not secrets
    halves = [_halves(text) for _, text in real]
    title = ""
    for number in range(count):
        first, second = drawn.randrange(len(real)), drawn.randrange(len(real))
        if number % UNDER == 0:
            title = f"{real[first][0]} - {_commune(drawn)}"
        words = f"{halves[first][0]} {halves[second][1]}"
        figures = _FIGURES.sub(lambda found: str(drawn.randrange(10 ** len(found[0]))), words)
        yield Made(title, f"Commune de {_commune(drawn)}. {figures}", (first, second))


def _cut(text: str) -> Iterator[str]:
    held = ""
    for sentence in _SENTENCE.split(text):
        held = f"{held} {sentence.strip()}".strip()
        if len(held) >= SHORTEST:
            yield held[:LONGEST]
            held = ""


def _halves(text: str) -> tuple[str, str]:
    words = text.split()
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


def _commune(drawn: random.Random) -> str:
    sounds = "".join(drawn.choice(_SOUNDS) for _ in range(drawn.randint(2, 4)))
    return f"{drawn.choice(_FIRST)}-{sounds.capitalize()}"
