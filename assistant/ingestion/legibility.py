"""Whether a page's text layer is French: a broken font map yields letters, not words."""

from __future__ import annotations

import re

_COMMON = re.compile(
    "les?|la|des?|du|une?|et|à|a|en|aux?|pour|par|dans|sur|que|qui|est|sont|avec|ces?|cette|son|sa|ses|ou"
    "|ne|pas|plus|il|elle|nous|vous|d|l|se|s|n|c|qu|être|ont|été|leurs?"
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
    return sum(bool(_COMMON.fullmatch(word)) for word in words) / len(words) >= SHARE


def agrees(text: str, seen: str) -> bool:
    """Tell whether ``text`` says what was ``seen`` on the page: a list of names is no French prose and yet is right."""
    words = {word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) > 2}
    read = set(re.findall(r"[^\W_]+", seen.lower()))
    return bool(words) and len(words & read) * 2 >= len(words)
