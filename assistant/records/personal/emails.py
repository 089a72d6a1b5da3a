"""E-mail addresses, as typed, as spelled out, and as hidden from robots.

Each sign that may stand for @ is looked at on both sides, a bounded number of
characters away: a pattern that looked for whole addresses would read a long word again
from each of its letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.records.personal.words import END, any_of, listed
from assistant.texts import table

_ENDING = rf"(?:{'|'.join(listed('endings'))}){END}"
_LABEL = r"[\w-]{1,63}+"
_SPOKEN_DOT = r"(?>\s{0,2}[(\[{<]\s?(?:dot|point|pt|\.)\s?[)\]}>]\s{0,2}|\s{1,2}(?:dot|point|pt)\s{1,2})"
_DOT_APART = r"\s{1,2}\.\s{0,2}"
_JOIN = rf"(?>{_SPOKEN_DOT}|\.|\s{{0,2}}\b(?:tiret|underscore)\b\s{{0,2}})"
_SPACE = r"\s{1,2}(?!(?:dot|point|pt|tiret|underscore)(?![^\W_]))"

#: What stands for @, from what only an address has to what a sentence may have.
SIGN = re.compile(
    r"(?:(?P<tight>@)|(?P<hidden>&(?:#64|commat);|%40|[(\[{<]\s{0,2}(?:@|at|a)\s{0,2}[)\]}>])"
    r"|(?P<spoken>[(\[{<]\s{0,2}arr?oba[sz]s?e?\s{0,2}[)\]}>]|a(?<![^\W_].)rr?oba[sz]s?e?(?![^\W_]))"
    r"|(?P<weak>[\s_-](?<=[^\W_].)(?:\s?at\s{1,2}|at[_-]|a commercial\s)))(?=\s{0,3}[^\W_])"
)
#: A domain after the sign: its last dot spoken or apart; typed; or misplaced or mistyped before a common ending.
DOMAIN = re.compile(
    rf"\s{{0,3}}(?:{_LABEL}(?:(?:{_JOIN}|{_DOT_APART}){_LABEL}){{0,5}}(?:{_SPOKEN_DOT}|{_DOT_APART}){_ENDING}"
    rf"|{_LABEL}(?:\.{_LABEL}){{1,8}}"
    rf"|{_LABEL}(?:{_JOIN}{_LABEL}){{0,5}}\s{{0,2}}[.,;]\s{{0,2}}(?:fr|com|net|org|eu)(?![^\W_]))"
)
#: After a spoken sign, a domain whose words are said one after the other, or only the provider's name.
SPOKEN_DOMAIN = re.compile(
    rf"\s{{0,3}}(?:{_LABEL}(?:(?:{_JOIN}|{_SPACE}){_LABEL}){{0,6}}?(?:{_SPOKEN_DOT}|\.){_ENDING}"
    rf"|{any_of('providers')}{END})"
)
#: A domain without its ending, believed only right after a typed @.
BARE_DOMAIN = re.compile(r"[a-z][\w-]{2,62}")
ADDRESS = re.compile(r"\s{0,3}\d{1,3}(?:\.\d{1,3}){3}")

# What precedes a sign is read backwards, letter by letter.
_WORD = re.compile(r"[\w.%+'&~-]{1,64}+")
_LAST_WORD = re.compile(rf"\s{{0,2}}{_WORD.pattern}")
_JOINT = re.compile(r"[)\]}>]\s?(?:tniop|tod|\.|terit|-)\s?[(\[{<]|\s{1,2}(?:tniop|tod|terit|erocsrednu|\.|-)\s{1,2}")
#: Words before a spoken address that are not the beginning of it.
BEFORE = frozenset([*listed("before_address"), *table("terms")["stop_words"]])


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each address in a folded text."""
    for sign in SIGN.finditer(text):
        end = _domain_end(text, sign)
        if end:
            start = _local_start(text, sign.start(), spoken=bool(sign["spoken"]))
            if text[start : sign.start()].strip():
                yield start, end


def _domain_end(text: str, sign: re.Match[str]) -> int:
    """Return where the domain after a sign ends; 0 when there is none."""
    at = sign.end()
    found = DOMAIN.match(text, at)
    if found and not found.group().rpartition(".")[2].isdigit():
        return found.end()
    if address := ADDRESS.match(text, at):
        return address.end()
    if sign["spoken"] and (found := SPOKEN_DOMAIN.match(text, at)):
        return found.end()
    if sign["tight"] and text[at - 2 : at - 1].isalnum() and (found := BARE_DOMAIN.match(text, at)):
        return found.end()
    return 0


def _local_start(text: str, end: int, *, spoken: bool) -> int:
    """Return where the part before a sign starts: its last word, with those joined to it by a spoken dot or dash.

    When the sign itself is spoken, the dot may have been left out: one more word is then
    taken, unless it belongs to the sentence.
    """
    backwards = text[max(0, end - 200) : end][::-1]
    word = _LAST_WORD.match(backwards)
    at, joint = 0, None
    while word:
        at = word.end()
        found = _JOINT.match(backwards, at)
        if not found:
            break
        joint, word = found, _WORD.match(backwards, found.end())
    if spoken and at and not joint and (word := _WORD.match(backwards, at + 1)) and backwards[at] == " ":
        said = word.group()[::-1]
        at = word.end() if said.isalpha() and said not in BEFORE else at
    return end - len(text[end - at : end].lstrip("'.-&~"))
