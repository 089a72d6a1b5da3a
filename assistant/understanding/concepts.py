"""Words that ask the same thing, as features: « courriel » and « mail » are one concept.

The groups are general administrative French (``texts/french.toml``); a scheme's own words
are in its corpus.
"""

from __future__ import annotations

from functools import cache

from assistant.texts import table
from assistant.understanding.lexicon import stems


@cache
def _groups() -> dict[tuple[str, ...], tuple[str, ...]]:
    groups: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, phrases in table("french")["concepts"].items():
        for phrase in phrases:
            key = stems(phrase)
            groups[key] = (*groups.get(key, ()), f"@{name}")
    return groups


@cache
def _longest() -> int:
    return max(len(key) for key in _groups())


def concepts(flat: str) -> list[str]:
    """Return the concepts that a readable question holds, each once, as "@name"."""
    words = stems(flat)
    found: dict[str, None] = {}
    for begin in range(len(words)):
        for size in range(1, _longest() + 1):
            for name in _groups().get(tuple(words[begin : begin + size]), ()):
                found[name] = None
    return list(found)
