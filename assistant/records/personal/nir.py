"""Social security numbers (NIR): thirteen characters and, most often, their key.

The key settles it, whatever the spacing. A number without key, or with a wrong one, is
believed when it is spaced as on a health card or when the sentence says what it is:
thirteen digits in a row may as well be the number of a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.fr import nir

from assistant.records.personal.words import END, START, any_of

_GAP = r"[\s.\-_/]{0,3}"
_MONTH = r"(?:0[1-9]|1[0-2]|[2-3]\d|4[0-2]|[5-9]\d)"

#: Fifteen digits (2A and 2B are Corsica) however spaced, seen from each group of them: only the key can tell.
SPACED = re.compile(rf"[1-478](?<![^\W_].)(?=((?:{_GAP}\d){{5}}{_GAP}[\dab](?:{_GAP}\d){{8}})(?!\d))")
#: The parts of a number in their order, the key perhaps absent or announced.
PARTS = re.compile(
    rf"([1-478])(?<![^\W_].){_GAP}(\d\d){_GAP}({_MONTH}){_GAP}(\d\d|2[ab]){_GAP}(\d{{3}}){_GAP}(\d{{3}})"
    rf"(?:[\s.\-_/,(]{{0,3}}(?:cle\s?:?\s?)?(\d\d)\)?)?(?!\d)"
)
GAPS = dict.fromkeys(map(ord, " \t\n.-_/"))
SAID = re.compile(rf"{START}{any_of('security')}{END}")


def numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each social security number in a folded text."""
    for found in SPACED.finditer(text):
        digits = found.group() + found[1].translate(GAPS)
        if _has_key(digits) and re.match(_MONTH, digits[3:5]) and nir.is_valid(digits):
            yield found.start(), found.end(1)
    for found in PARTS.finditer(text):
        if _believed(text, found):
            yield found.span()


def _has_key(digits: str) -> bool:
    """Tell whether the last two digits can be the key, before anything slower is asked."""
    return not digits.isdigit() or (int(digits[:13]) + int(digits[13:])) % 97 == 0


def _believed(text: str, found: re.Match[str]) -> bool:
    parts = [part for part in found.groups() if part]
    if found[4] in {"00"}:
        return False
    if found[4] in {"2a", "2b"} or nir.is_valid("".join(parts)):
        return True
    spaced = sum(found.end(i) < found.start(i + 1) for i in range(1, 6))
    return spaced >= 4 or bool(SAID.search(text, max(0, found.start() - 60), found.start()))
