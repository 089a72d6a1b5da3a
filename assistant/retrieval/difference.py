"""What changed between two versions of a document, passage by passage, then word by word.

Pure values: whoever shows them puts ``before`` and ``after`` side by side.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from assistant.domain import Passage

#: A word with what holds it together (« 297.000 », « l’aide »), or a sign, and the spaces after it.
_WORD = re.compile(r"(?:^\s+|\w+(?:[.,’'\-]\w+)*|[^\w\s])\s*")
#: Two passages that share less than this part of their words are not one changed into the other.
ALIKE = 0.4
#: Passages rewritten together are only compared two by two up to so many pairs: two seconds of work.
MOST = 40_000


class Change(StrEnum):
    """What became of a passage."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True)
class Words:
    """Some words of a passage, marked when the other version does not have them there."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Side:
    """A passage in one version, where it is read, and its words; joined, they are its text."""

    page: int
    anchor: str
    headings: tuple[str, ...]
    words: tuple[Words, ...]

    @property
    def text(self) -> str:
        """The text of the passage."""
        return "".join(words.text for words in self.words)


@dataclass(frozen=True)
class Pair:
    """A passage before and after; one side is None when it was added or removed."""

    change: Change
    before: Side | None
    after: Side | None


def difference(before: Sequence[Passage], after: Sequence[Passage]) -> tuple[Pair, ...]:
    """Return the passages of two versions of a document as aligned pairs, in reading order.

    Every passage of either version is in exactly one pair. A passage that moved is removed
    in one place and added in the other.
    """
    pairs: list[Pair] = []
    for kind, first, last, start, end in _opcodes([_folded(p) for p in before], [_folded(p) for p in after]):
        if kind == "equal":
            both = zip(before[first:last], after[start:end], strict=True)
            pairs += [Pair(Change.EQUAL, _plain(old), _plain(new)) for old, new in both]
        else:
            pairs += _rewritten(before[first:last], after[start:end])
    return tuple(pairs)


def _rewritten(before: Sequence[Passage], after: Sequence[Passage]) -> Iterator[Pair]:
    """Pair the passages of a stretch that have words in common, the others alone where they stand."""
    old = new = 0
    for next_old, next_new in (*_aligned(before, after), (len(before), len(after))):
        yield from (Pair(Change.REMOVED, _plain(passage, marked=True), None) for passage in before[old:next_old])
        yield from (Pair(Change.ADDED, None, _plain(passage, marked=True)) for passage in after[new:next_new])
        if next_old < len(before):
            yield _changed(before[next_old], after[next_new])
        old, new = next_old + 1, next_new + 1


def _aligned(before: Sequence[Passage], after: Sequence[Passage]) -> list[tuple[int, int]]:
    """Return which passage became which: the pairs, in order on both sides, that share most words in all."""
    if len(before) * len(after) > MOST:
        return []
    olds, news = ([Counter(_words(passage.text)) for passage in side] for side in (before, after))
    alike = [[_alike(old, new) for new in news] for old in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0.0)
    pairs, i, j = [], 0, 0
    while i < len(olds) and j < len(news):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _alike(old: Counter[str], new: Counter[str]) -> float:
    """Return the part of their words that two passages share, 0 when it is too small to mean anything."""
    shared = 2 * (old & new).total() / ((old.total() + new.total()) or 1)
    return shared if shared >= ALIKE else 0.0


def _changed(old: Passage, new: Passage) -> Pair:
    olds, news = _WORD.findall(old.text), _WORD.findall(new.text)
    gone, come = [True] * len(olds), [True] * len(news)
    for kind, first, last, start, end in _opcodes(_words(old.text), _words(new.text)):
        if kind == "equal":
            gone[first:last] = [False] * (last - first)
            come[start:end] = [False] * (end - start)
    return Pair(Change.CHANGED, _side(old, olds, gone), _side(new, news, come))


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    # What recurs most is not looked at first in a long text: it would cost the square of its length.
    return SequenceMatcher(None, before, after, autojunk=len(after) > 1000).get_opcodes()


def _folded(passage: Passage) -> str:
    """Return the text of a passage with its spaces made one: how it is set on the page is no change."""
    return " ".join(passage.text.split())


def _words(text: str) -> list[str]:
    return [word.strip() for word in _WORD.findall(text)]


def _plain(passage: Passage, *, marked: bool = False) -> Side:
    return _side(passage, [passage.text], [marked])


def _side(passage: Passage, words: Sequence[str], marks: Sequence[bool]) -> Side:
    """Return a passage with its words marked; the spaces after a marked word are, if the next word is too."""
    pieces: list[tuple[str, bool]] = []
    for word, mark, follows in zip(words, marks, (*marks[1:], False), strict=True):
        bare = word.rstrip()
        pieces += [(bare, mark), (word[len(bare) :], mark and follows)]
    runs = itertools.groupby(((piece, mark) for piece, mark in pieces if piece), key=lambda piece: piece[1])
    found = tuple(Words("".join(piece for piece, _ in run), mark) for mark, run in runs)
    return Side(passage.page, passage.anchor, passage.headings, found)
