"""What the words around a question say: courtesy, injections, follow-ups."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from assistant.texts import table
from assistant.understanding.normalise import readable, unaccent


@cache
def _words(section: str) -> dict[str, Any]:
    return dict(table("french")[section])


def _any(phrases: list[str], flat: str) -> bool:
    return any(re.search(rf"(?<![a-z0-9]){re.escape(phrase)}(?![a-z0-9])", flat) for phrase in phrases)


def asks_identity(text: str) -> bool:
    """Tell whether the person asks what they are talking to."""
    return _any(_words("courtesy")["identity"], unaccent(text))


def asks_person(text: str) -> bool:
    """Tell whether the person asks for a human being."""
    return _any(_words("courtesy")["person"], unaccent(text))


def injects(text: str) -> bool:
    """Tell whether the text gives the assistant orders about itself."""
    flat = unaccent(text)
    return any(phrase in flat for phrase in _words("courtesy")["injections"])


def courtesy(text: str) -> str | None:
    """Return "greeting" or "thanks" when the text is nothing else, else None."""
    flat = re.sub(r"[^a-z' ]", " ", readable(text))
    for kind in ("thanks", "greeting"):
        rest = flat
        for phrase in sorted((*_words("courtesy")["thanks"], *_words("courtesy")["greetings"]), key=len, reverse=True):
            rest = re.sub(rf"\b{re.escape(phrase)}\b", " ", rest)
        if rest.split() in ([], ["beaucoup"], ["a", "vous"], ["bien"], ["pour", "votre", "aide"], ["vous"]):
            hint = "thanks" if kind == "thanks" else "greetings"
            if _any(_words("courtesy")[hint], flat):
                return kind
    return None


def strip_courtesy(text: str) -> str:
    """Return a question without the greeting that opens it and the thanks that close it."""
    opening = "|".join(map(re.escape, _words("courtesy")["greetings"]))
    flat = unaccent(text)
    if len(flat) != len(text):
        return text
    match = re.match(rf"^\W*(?:(?:{opening}|le|la|les|et|messieurs|mesdames|prefet|m)\b\W*)+", flat)
    begin = match.end() if match and match.end() < len(text) - 8 else 0
    return text[begin:].strip()


def follows_up(text: str) -> bool:
    """Tell whether a question leans on the one before it."""
    flat = unaccent(text).strip()
    return (len(flat.split()) <= 12 and flat.startswith(tuple(_words("follow_up")["openers"]))) or len(
        flat.split()
    ) <= 3


def ordinal(text: str) -> int | None:
    """Return 2 for « et le deuxième ? »; None when the text points at no item of a list."""
    for word in re.findall(r"[a-z]+", unaccent(text)):
        if word in _words("follow_up")["ordinals"]:
            return int(_words("follow_up")["ordinals"][word])
    return None
