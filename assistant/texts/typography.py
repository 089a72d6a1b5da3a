"""French typography put right where words come from elsewhere: a title of the corpus, a question as it was typed."""

from __future__ import annotations

import re

_AFTER = re.compile(r"(?<=«) |(?<=\bpage) (?=\d)|(?<=\bn°) ")
_BEFORE = re.compile(r" (?=[»:;?!%€])")


def tied(words: str) -> str:
    """Return ``words`` with the spaces that no line may break at: « Peut-on ? », « page 2 ». No letter changes."""
    return _BEFORE.sub("\u00a0", _AFTER.sub("\u00a0", words))
