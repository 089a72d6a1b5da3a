"""Where French sentences end."""

from __future__ import annotations

import re

_SHORT = re.compile(
    "mm?|mmes?|mlle|dr|pr|ste?|art|al|cf|ex|etc|env|pp?|n|nos?|vol|chap|fig|t[ée]l|av|bd|[ée]d|sq"
    "|avr|janv|févr|juil|sept|oct|nov|déc"
)
_END = re.compile(r"[.!?…]+(?:[ \u00a0\u202f]?»|[”\")\]])*(?=\s+[«“\"(\[]?\s?[A-ZÀ-ÝŒ0-9•–-])")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of the sentences of ``text``, which they cover but for spaces.

    Abbreviations (« M. », « art. », « n°1. »), initials and addresses end nothing.
    """
    bounds = []
    begin = 0
    for match in _END.finditer(text):
        word = re.search(r"([\w°]+)\.$", text[begin : match.start() + 1])
        last = word.group(1).lower() if word else ""
        if match.group().startswith(".") and (_SHORT.fullmatch(last) or re.fullmatch(r"[a-zà-ÿ]", last)):
            continue
        bounds.append((begin, match.end()))
        begin = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    if text[begin:].strip():
        bounds.append((begin, len(text.rstrip())))
    return tuple(bounds)
