"""A text as its sentences, each item of a list after the words that introduce it.

« Merci de m'indiquer : 1) le lien 2) le taux » asks two things, neither of which stands
alone.
"""

from __future__ import annotations

import re

#: A point after « M » or « Mme » ends no sentence.
_SENTENCE = re.compile(
    r"(?<=[?!;])\s+|\n+|(?<=[a-zé]{4}[.])\s+"
    r"|(?<![ (]M[.])(?<!^M[.])(?<!Mme[.])(?<!\bn[.])(?<=[.])\s+(?=[A-ZÀ-ÝÉ])"
)
#: What numbers a question of a list: « 1) », « b. », « - ».
_NUMBERED = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-hA-H])[).°]\s+|\d{1,2}\s?[-–]\s+|[-–•*]\s*)+")
#: The same inside a sentence, and what two of them in order begin with.
_MARK = re.compile(r"(?:(?<=\s)|(?<=^))\(?([1-9]|[a-h])[)°]\s+", re.IGNORECASE)
_FIRST = ("1", "a")
#: « d'une part…, d'autre part… » numbers two items.
_HANDS = re.compile(r"(?:,?\s+(?:et\s+)?)d['’]une part,?\s+(.+?),?\s+(?:et\s+)?d['’]autre part,?\s+", re.IGNORECASE)
#: Words of the longest lead-in that is repeated before each item.
LEAD = 12


def sentences(text: str) -> list[str]:
    """Return the sentences and lines of ``text``; a short lead-in (« Je voudrais : ») begins each of its items."""
    found: list[str] = []
    lead = ""
    for line in _SENTENCE.split(_on_lines(text)):
        item = _NUMBERED.sub("", line).strip()
        if not item:
            continue
        if not _NUMBERED.match(line):
            lead = item.rstrip(" :") if item.endswith(":") and len(item.split()) <= LEAD else ""
            found.append(item)
        elif lead:
            if found[-1].rstrip(" :") == lead:
                found.pop()
            found.append(f"{lead} {re.sub(r'[ ,;]+(?:et)?$', '', item)}")
        else:
            found.append(item)
    return found


def _on_lines(text: str) -> str:
    """Return a text with each item of a list that runs on put on a line of its own."""
    text = _HANDS.sub(r" :\n1) \1\n2) ", text)
    marks = list(_MARK.finditer(text))
    if len(marks) < len(_FIRST) or marks[0][1].lower() not in _FIRST or not _in_order(marks):
        return text
    lead = text[: marks[0].start()].rstrip()
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    pieces = [text[mark.start() : end] for mark, end in zip(marks, ends, strict=True)]
    opening = lead if not lead or lead[-1] in ".?!:;" else f"{lead} :"
    return "\n".join([opening, *(piece.strip() for piece in pieces)])


def _in_order(marks: list[re.Match[str]]) -> bool:
    numbers = [mark[1].lower() for mark in marks]
    return [ord(number) for number in numbers] == list(range(ord(numbers[0]), ord(numbers[0]) + len(numbers)))
