"""What the words around a question say: courtesy, injections, follow-ups."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from assistant.texts import table
from assistant.understanding.normalise import readable, unaccent

#: Words in a question that leans on the one before it, whatever they are, at most, or at most when it supposes.
SHORT_FOLLOW_UP, LONG_FOLLOW_UP, LONGEST_FOLLOW_UP = 5, 12, 20


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
    match = re.match(rf"^\W*(?:{opening})\b\W*(?:(?:{opening}|le|la|les|et|messieurs|mesdames|prefet|m)\b\W*)*", flat)
    begin = match.end() if match and match.end() < len(text) - 8 else 0
    return text[begin:].strip()


def follows_up(text: str) -> bool:
    """Tell whether a question leans on the one before it."""
    flat = readable(text).strip()
    size = len(re.findall(r"[a-z0-9']+", flat))
    if size <= SHORT_FOLLOW_UP or asks_why(text):
        return True
    if ordinal(text) is not None and size <= LONG_FOLLOW_UP / 2:
        return True
    if size <= LONG_FOLLOW_UP and _any(_words("follow_up")["anaphora"], flat):
        return True
    if size <= LONGEST_FOLLOW_UP and supposes(text):
        return True
    return size <= LONG_FOLLOW_UP and flat.startswith(tuple(_words("follow_up")["openers"]))


def asks_why(text: str) -> bool:
    """Tell whether a text, taken alone, asks to justify the answer before it: « pourquoi non ? »."""
    flat = re.sub(r"\s+", " ", re.sub(r"[^a-z0-9' -]", " ", readable(text))).strip()
    return flat in _words("follow_up")["why"]


def supposes(text: str) -> bool:
    """Tell whether a follow-up supposes something else of what was asked: « et si c'est l'interco ? »."""
    return _unopened(readable(text)).startswith(tuple(_words("follow_up")["supposes"]))


def points_back(text: str) -> bool:
    """Tell whether a question stands on what was told before it: « ses honoraires », « ces deux dépenses »."""
    flat = readable(text)
    begins = _unopened(flat).startswith(tuple(f"{word} " for word in _words("follow_up")["points_back"]))
    return begins or _any(_words("follow_up")["pointed"], flat)


def completed(text: str, head: str) -> str:
    """Return a follow-up with the project ``head`` that it leaves out: « celle des élus » -> « formation des élus ».

    Empty when it leaves none out.
    """
    rest = _unopened(readable(text))
    first, _, after = rest.partition(" ")
    if first in _words("follow_up")["stands_for"]:
        return f"{head} {after}".strip()
    return f"{head} {rest}" if rest.startswith(tuple(f"{word} " for word in _words("follow_up")["adds_to"])) else ""


def _unopened(flat: str) -> str:
    """Return a readable text without the words that tie it to what was said before."""
    openers = "|".join(map(re.escape, sorted(_words("follow_up")["said_before"], key=len, reverse=True)))
    return re.sub(rf"^\W*(?:(?:{openers})(?![a-z0-9'])[\s,]*)+", "", flat).strip()


def ordinal(text: str) -> int | None:
    """Return 2 for « et le deuxième ? », -1 for the last; None when the text points at no item of a list."""
    words = re.findall(r"[a-z0-9]+", readable(text))
    for at, word in enumerate(words):
        if word in _words("follow_up")["ordinals"]:
            return int(_words("follow_up")["ordinals"][word])
        if at and words[at - 1] in _words("follow_up")["ranked"]:
            number = table("french")["numbers"].get(word, word)
            if number.isdigit() and len(number) == 1:
                return int(number)
    return None
