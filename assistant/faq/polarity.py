"""Whether words affirm or deny: « sont exclus », « ne sont pas recevables » and « sont irrecevables » deny alike."""

from __future__ import annotations

import re
from functools import cache

from assistant.faq.folded import folded
from assistant.texts import table

_NE = re.compile(r"\b(?:ne |n')")
#: How far after « ne » stands the word that completes it, in words.
REACH = 9


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = sorted(table("claims")["negation"][name], key=len, reverse=True)
    return re.compile(rf"(?<![\w']|-)(?:{'|'.join(map(re.escape, words))})(?![\w-])")


@cache
def _limits() -> re.Pattern[str]:
    """Return what finds limits said by a negation, « ne peut excéder »: they are compared as limits."""
    listed = table("claims")["limits"]
    words = [
        w
        for w in (*listed["most_before"], *listed["least_before"])
        if w.startswith(("ne ", "n'", "sans ", "pas plus", "pas moins"))
    ]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b")


def denials(text: str) -> int:
    """Return how many times a text denies: « ne … pas ni … » once, « exclu » once, « sans » once."""
    flat = _limits().sub(" ", _pattern("neutral").sub(" ", folded(text)))
    count = 0
    for match in list(_NE.finditer(flat))[::-1]:
        rest = flat[match.end() :]
        clause = re.split(r"[.;:]", rest, maxsplit=1)[0]
        words = clause.split(" ")
        near = " ".join(words[:REACH])
        only = re.search(r"\b(?:que|qu')", near)
        completed = _pattern("with_ne").search(near)
        if only and not completed:
            flat = flat[: match.start()] + " " + rest
            continue
        count += 1
        flat = flat[: match.start()] + " " + _pattern("with_ne").sub(" ", clause) + rest[len(clause) :]
    before = r"\b(?:aucun|aucune|nul|nulle|ni|rien|personne)\b"
    flat = re.sub(before, " ", flat) if count else flat
    return count + len(_pattern("alone").findall(flat)) + len(_pattern("contrary").findall(flat))


def denies(text: str) -> bool:
    """Tell whether a text denies what it would say without its negations: two of them affirm."""
    return denials(text) % 2 == 1
