"""Whether a page's text layer is French: a broken font map yields letters, not words."""

from __future__ import annotations

import re

_COMMON = frozenset(
    [
        "le",
        "la",
        "les",
        "de",
        "des",
        "du",
        "un",
        "une",
        "et",
        "à",
        "a",
        "en",
        "au",
        "aux",
        "pour",
        "par",
        "dans",
        "sur",
        "que",
        "qui",
        "est",
        "sont",
        "avec",
        "ce",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "ou",
        "ne",
        "pas",
        "plus",
        "il",
        "elle",
        "nous",
        "vous",
        "d",
        "l",
        "se",
        "s",
        "n",
        "c",
        "qu",
        "être",
        "ont",
        "été",
        "d'un",
        "leur",
        "leurs",
    ]
)
#: Share of common words below which a page of some length is not French prose.
SHARE = 0.12


def is_french(text: str) -> bool:
    """Tell whether ``text`` can be read: some letters, and the usual small words when it is long."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not words or len("".join(words)) < 8:
        return False
    if len(words) < 25:
        broken = sum(1 for c in text if ord(c) < 9 or c == "\ufffd" or 0xE000 <= ord(c) <= 0xF8FF)
        return broken * 5 < len(text) and sum(len(w) > 1 for w in words) * 2 >= len(words)
    return sum(word in _COMMON for word in words) / len(words) >= SHARE
