"""What kind of thing a question wants (an amount, a date, an address), and whether a text gives one.

A question that asks how much is not answered by a passage without a figure, however alike
they are (E. Hovy et al., *Toward semantics-based answer pinpointing*, HLT 2001).
"""

from __future__ import annotations

import re
from functools import cache

from assistant.texts import table
from assistant.understanding.normalise import unaccent


@cache
def _types() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    found = {}
    for name, row in table("french")["answer_types"].items():
        asks = "|".join(re.escape(words) for words in sorted(row["asks"], key=len, reverse=True))
        found[name] = (re.compile(rf"(?<![a-z0-9])(?:{asks})(?![a-z])"), re.compile(row["looks"]))
    return found


def wanted(flat: str) -> frozenset[str]:
    """Return the kinds of thing that a readable question may want; none when it tells nothing."""
    return frozenset(name for name, (asks, _) in _types().items() if asks.search(flat))


def gives(text: str, kinds: frozenset[str]) -> bool:
    """Tell whether a text gives one of ``kinds``."""
    flat = unaccent(text)
    return any(_types()[kind][1].search(flat) for kind in kinds)
