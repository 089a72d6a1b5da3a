"""A question in English, read as French: the documents and the answer are French.

A word list, not a translation: enough to tell what is asked.
"""

from __future__ import annotations

import re
from functools import cache

from assistant.texts import table


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    words = dict(table("french")["english"])
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, longest))})(?![a-z])"), words


@cache
def _signs() -> tuple[frozenset[str], frozenset[str]]:
    signs = table("french")["languages"]
    return frozenset(signs["english"]), frozenset(signs["french"])


def is_english(flat: str) -> bool:
    """Tell whether unaccented lower-case words are English: by their small words."""
    english, french = _signs()
    words = re.findall(r"[a-z]+", flat)
    count = sum(word in english for word in words)
    return count > 0 and count > sum(word in french for word in words)


def in_french(flat: str) -> str:
    """Return the French words of an English question; a French one is returned as it is."""
    if not is_english(flat):
        return flat
    pattern, words = _phrases()
    return re.sub(r"\s+", " ", pattern.sub(lambda match: words[match.group()], flat)).strip()
