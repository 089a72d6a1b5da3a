"""What every page repeats: running headers and footers, page numbers, dotted contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_PAGE_NUMBER = re.compile(r"^\W*(?:page\s*)?\d{1,3}(?:\s*(?:/|sur|of)\s*\d{1,3})?\W*$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}\s*$")
#: How many lines at each end of a page may be furniture, and on what share of pages.
EDGE, SHARE = 3, 0.5


def furniture(pages: Sequence[str]) -> list[frozenset[int]]:
    """Return, for each page, the numbers of its non-empty lines that are not its text.

    Lines are counted among those that hold something, from 0. A line at a page's edge is a
    running header when half of the pages (and three at least) have it, digits aside.
    """
    lined = [[m.group() for m in re.finditer(r"[^\n]+", page)] for page in pages]
    seen = Counter(key for lines in lined for key in {_key(lines[i]) for i in _edges(lines)})
    most = max(3, int(SHARE * len(pages)))
    found = []
    for lines in lined:
        out = {i for i, line in enumerate(lines) if _CONTENTS.search(line)}
        out |= {i for i in _edges(lines) if _PAGE_NUMBER.match(lines[i]) or seen[_key(lines[i])] >= most}
        found.append(frozenset(out))
    return found


def _edges(lines: Sequence[str]) -> list[int]:
    solid = [i for i, line in enumerate(lines) if line.strip()]
    return sorted({*solid[:EDGE], *solid[-EDGE:]})


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s+", " ", line)).strip().lower()
