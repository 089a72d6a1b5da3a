"""The words around what is personal, as patterns over the folded text."""

from __future__ import annotations

import re

from assistant.records.personal.folding import fold
from assistant.texts import table

#: Not inside a word, seen from its end.
END = r"(?![^\W_])"
#: Not inside a word, seen from its beginning.
START = r"(?<![^\W_])"


def listed(name: str) -> list[str]:
    """Return the words of a list of ``redaction.toml``, folded, the longest first."""
    return sorted((fold(word).text for word in table("redaction")["words"][name]), key=len, reverse=True)


def any_of(name: str) -> str:
    """Return the pattern of any word of a list, in the singular or the plural."""
    return rf"(?:{'|'.join(map(re.escape, listed(name)))})s?"
