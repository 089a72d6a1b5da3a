"""What every page repeats: running headers and footers, page numbers, dotted contents."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_PAGE_NUMBER = re.compile(r"^\W*(?:page|p\.)?\s*\d{1,3}(?:\s*(?:/|sur|of)\s*\d{1,3})?\W*$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}\s*$|…{2,}\s*\d{0,3}\s*$")
_CONTENTS_TITLE = re.compile(r"^\W*(?:sommaire|table des matières|contenu)\W*$", re.IGNORECASE)
#: A line that numbers what follows it: its figure is its own, not the page's.
_NUMBERS_A_PART = re.compile(r"^(?:annexe|article|titre|chapitre|axe|volet|fiche|étape|lot|partie)\b")
#: How many lines at each end of a page may be furniture, and on what share of pages.
EDGE, SHARE = 3, 0.4


def furniture(pages: Sequence[str]) -> list[frozenset[int]]:
    """Return, for each page, the numbers of its non-empty lines that are not its text.

    Lines are counted among those that hold something, from 0. A line at a page's edge is a
    running header when enough pages have it, digits aside: odd and even pages may differ,
    and the first may have none.
    """
    lined = [page_lines(page) for page in pages]
    seen = Counter(key for lines in lined for key in {_key(lines[i]) for i in _edges(lines)})
    most = 2 if len(pages) <= EDGE else max(3, math.ceil(SHARE * len(pages)))
    found = []
    for lines in lined:
        out = _contents(lines)
        out |= {i for i in _edges(lines) if _PAGE_NUMBER.match(lines[i]) or seen[_key(lines[i])] >= most}
        found.append(frozenset(out))
    return found


def page_lines(page: str) -> list[str]:
    """Return the lines of a page that ``furniture`` counts."""
    return re.findall(r"[^\n]+", page)


def contents_titles(pages: Sequence[str]) -> frozenset[str]:
    """Return the titles that a dotted table of contents lists, as ``title_key`` writes them."""
    lines = [line for page in pages for line in page_lines(page)]
    titles = {title_key(_CONTENTS.sub("", line)) for line in lines if _CONTENTS.search(line)}
    return frozenset(title for title in titles if len(title) > 2)


def title_key(line: str) -> str:
    """Return the letters and digits of a title, to compare it however it is spaced."""
    return "".join(c for c in line.lower() if c.isalnum())


def _contents(lines: Sequence[str]) -> set[int]:
    """Return the dotted lines and, where they make a table, its title and its folded lines."""
    dotted = [i for i, line in enumerate(lines) if _CONTENTS.search(line)]
    if len(dotted) < 3:
        return set(dotted)
    titles = {i for i, line in enumerate(lines[: dotted[0]]) if _CONTENTS_TITLE.match(line)}
    folded = {i for a, b in pairwise(dotted) if b - a <= 2 for i in range(a, b)}
    return {*dotted, *titles, *folded}


def _edges(lines: Sequence[str]) -> list[int]:
    solid = [i for i, line in enumerate(lines) if line.strip()]
    return sorted({*solid[:EDGE], *solid[-EDGE:]})


def _key(line: str) -> str:
    words = re.sub(r"\s+", " ", line).strip().lower()
    return words if _NUMBERS_A_PART.match(words) else re.sub(r"\d+", "0", words)
