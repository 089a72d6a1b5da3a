"""The words of a document that are nearest to a quote which it no longer holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from assistant.domain import Passage
from assistant.faq.claims import NAMED, claims_in, without
from assistant.faq.facts import Weigher
from assistant.faq.folded import folded, subjects

#: Passages looked at closely, and sentences read together at most.
LOOKED, TOGETHER = 6, 3
#: How much less near than the nearest words others may be.
NEARLY = 0.12
_CLAUSE = re.compile(r"[^.;:(),«»]+")


@dataclass(frozen=True)
class Near:
    """Words of a passage that say something like a quote; ``covered``: the share of the quote's words they hold.

    ``back``: the share of theirs that the quote holds; ``alike``: how alike both are, letter by letter.
    """

    passage: Passage
    start: int
    end: int
    covered: float
    alike: float
    back: float = 0.0

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.passage.text[self.start : self.end]

    @property
    def score(self) -> float:
        """How near they are, 0 to 1."""
        return 0.6 * self.covered + 0.4 * self.alike


def nearest(quote: str, passages: Sequence[Passage], weigher: Weigher) -> list[Near]:
    """Return the sentences nearest to ``quote``, the best of each passage, the nearest first.

    Figures are left aside, so that another figure doesn't hide them. The others are those nearly as near as the
    first: a text may say a thing twice.
    """
    wanted = dict.fromkeys(about(quote))
    masked = _masked(quote)
    ranked = sorted(passages, key=lambda passage: -_covered(wanted, subjects(passage.text), weigher))[:LOOKED]
    found = [max(_windows(passage, wanted, masked, weigher), key=lambda near: near.score) for passage in ranked]
    found.sort(key=lambda near: -near.score)
    kept = [near for near in found if near.score >= found[0].score - NEARLY]
    ends = [trimmed(near.text, wanted) for near in kept]
    cut = [replace(n, start=n.start + a, end=n.start + b) for n, (a, b) in zip(kept, ends, strict=True)]
    return [replace(near, back=_covered(dict.fromkeys(about(near.text)), about(quote), weigher)) for near in cut]


def about(text: str) -> list[str]:
    """Return the subject words of a text, addresses and people aside: another person is not another subject."""
    return subjects(without(text, [claim for claim in claims_in(text) if claim.kind in NAMED]))


def _covered(wanted: dict[str, None], words: Iterable[str], weigher: Weigher) -> float:
    held = set(words)
    total = sum(map(weigher.worth, wanted))
    return sum(weigher.worth(word) for word in wanted if word in held) / total if total else 0.0


def _masked(text: str) -> str:
    """Return a text for comparison, its figures made one: « 80 % du coût » -> "# du cout"."""
    chars = list(folded(text))
    for claim in claims_in(text):
        chars[claim.start : claim.end] = "#" + " " * (claim.end - claim.start - 1)
    return " ".join(re.findall(r"[\w#]+", "".join(chars)))


def _windows(passage: Passage, wanted: dict[str, None], masked: str, weigher: Weigher) -> Iterator[Near]:
    sentences = passage.sentences or ((0, len(passage.text)),)
    for first in range(len(sentences)):
        for last in range(first, min(first + TOGETHER, len(sentences))):
            start, end = sentences[first][0], sentences[last][1]
            text = passage.text[start:end]
            alike = max(fuzz.ratio(masked, _masked(text)), 0.95 * fuzz.token_sort_ratio(masked, _masked(text))) / 100
            yield Near(passage, start, end, _covered(wanted, about(text), weigher), alike)


def trimmed(text: str, wanted: Collection[str]) -> tuple[int, int]:
    """Return where ``text`` begins and ends without the clauses, at either end, that have none of the words wanted.

    A quote may be part of a sentence: what the rest of the sentence denies is not what it denies.
    """
    clauses = [match.span() for match in _CLAUSE.finditer(text)]
    kept = [span for span in clauses if _shares(text[slice(*span)], wanted)]
    if not kept:
        return 0, len(text)
    start, end = kept[0][0], kept[-1][1]
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end


def _shares(clause: str, wanted: Collection[str]) -> bool:
    """Tell whether a clause has enough of the words wanted: two of them, or a third of its own."""
    words = set(about(clause))
    shared = len(words.intersection(wanted))
    return shared >= 2 or shared * 3 > len(words)
