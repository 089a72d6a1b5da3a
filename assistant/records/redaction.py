"""What identifies or reaches a person, taken out of a text before it is kept.

Redaction is not anonymisation: names and addresses of places stay, and a story may tell
who it is about. What is taken out here is what has a form: e-mail addresses, telephone
and social security numbers, bank accounts and cards. What mayors write about (decrees,
amounts, SIRET and INSEE codes, dates) has forms too, and is left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from assistant.records.personal.bank import accounts, cards
from assistant.records.personal.emails import emails
from assistant.records.personal.folding import MASK, fold
from assistant.records.personal.nir import numbers
from assistant.records.personal.phones import phones
from assistant.texts import table


class Kind(StrEnum):
    """What is taken out."""

    EMAIL = "email"
    IBAN = "iban"
    CARD = "card"
    NIR = "nir"
    PHONE = "phone"


@dataclass(frozen=True)
class Found:
    """Something personal: ``text[start:end]``."""

    kind: Kind
    start: int
    end: int


Detector = Callable[[str], Iterator[tuple[int, int]]]
#: In this order: what one has found, the next no longer sees. Long numbers come first, a
#: telephone number being easily seen inside them.
DETECTORS: tuple[tuple[Kind, Detector], ...] = (
    (Kind.EMAIL, emails),
    (Kind.IBAN, accounts),
    (Kind.CARD, cards),
    (Kind.NIR, numbers),
    (Kind.PHONE, phones),
)
#: Times the detectors run at most. No text but a hostile one needs three.
ROUNDS = 6


def redact(text: str, keep: Collection[str] = ()) -> str:
    """Return ``text`` with a label in the place of what is personal.

    ``keep`` are addresses and numbers that are public, such as those of the official
    contact, whatever their case. Redacting twice changes nothing more.

    >>> redact("Appelez-moi au 06 12 34 56 78.")
    'Appelez-moi au [téléphone retiré].'
    """
    pieces, at = [], 0
    for each in personal(text, keep):
        pieces += [text[at : each.start], label(each.kind)]
        at = each.end
    return "".join([*pieces, text[at:]])


def found(text: str, keep: Collection[str] = ()) -> Counter[Kind]:
    """Count what ``redact`` would take out, by kind, for statistics that hold none of it."""
    return Counter(each.kind for each in personal(text, keep))


def personal(text: str, keep: Collection[str] = ()) -> list[Found]:
    """Return what is personal in ``text``, in the order of the text.

    The detectors run again until they find nothing: once a number is hidden, what
    touched it may show as another.
    """
    folded = fold(text)
    reading = _labels_and(frozenset(keep)).sub(lambda known: MASK * len(known.group()), folded.text)
    every: list[Found] = []
    for _ in range(ROUNDS):
        before = len(every)
        for kind, detector in DETECTORS:
            spans = _merged(detector(reading))
            every += [Found(kind, *folded.span(*span)) for span in spans]
            reading = _masked(reading, spans)
        if len(every) == before:
            break
    return sorted(every, key=lambda each: each.start)


@cache
def label(kind: Kind) -> str:
    """Return what stands in the place of something personal."""
    return str(table("redaction")["label"][kind])


@lru_cache(maxsize=16)
def _labels_and(keep: frozenset[str]) -> re.Pattern[str]:
    """Return what finds, in a folded text, the labels and what is to be kept: a number in any spacing."""
    labels = [re.escape(fold(label(kind)).text) for kind in Kind]
    public = [fold(each).text.strip() for each in keep]
    addresses = [re.escape(each) for each in public if "@" in each]
    digits = [re.sub(r"\D", "", each) for each in public if "@" not in each]
    # Fewer digits could be a part of anybody's number.
    figures = [r"[\s.\-/]{0,3}".join(each) for each in digits if len(each) >= 6]
    kept = "|".join(sorted(addresses + figures, key=len, reverse=True))
    return re.compile("|".join([*labels, rf"(?<![\w.%+-])(?:{kept})(?![\w-]|\.\w)"] if kept else labels))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that overlap made into one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], MASK * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])
