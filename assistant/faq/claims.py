"""What a text states that can be checked: sums, rates, dates, durations, numbers of things, addresses, people.

Each is a ``Claim``, so that an answer written from memory and a document can be compared fact by fact, whatever
the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise

from assistant.faq.days import Day, days_in, hours_in
from assistant.faq.folded import folded
from assistant.faq.limits import Limit, comparable, limit_of
from assistant.faq.numerals import Numeral, numerals
from assistant.texts import table
from assistant.understanding.lexicon import stems


class Kind(StrEnum):
    """Kinds of fact that are compared with their like only."""

    AMOUNT = "amount"
    SHARE = "share"
    DATE = "date"
    HOUR = "hour"
    DURATION = "duration"
    NUMBER = "number"
    EMAIL = "email"
    URL = "url"
    PHONE = "phone"
    PERSON = "person"


#: Kinds that name someone or somewhere: a document states each once or twice.
NAMED = frozenset({Kind.EMAIL, Kind.URL, Kind.PHONE, Kind.PERSON})
#: The unit of a date that names a text, « la loi du 1er juillet 1901 »: it is no deadline.
ACT = "act"
#: Durations this close are one: a month is thirty days or thirty-one.
CLOSE = 0.03


@dataclass(frozen=True)
class Claim:
    """A fact at ``start`` to ``end`` of its text: ``unit`` says what is counted, ``limit`` what it bounds."""

    kind: Kind
    value: float | str | Day
    unit: str
    limit: Limit
    words: str
    start: int
    end: int

    @property
    def binds(self) -> bool:
        """Whether another value would contradict it: not a year alone, nor the date that names a text."""
        return self.unit != ACT and not (isinstance(self.value, Day) and not self.value.month)

    def like(self, other: Claim) -> bool:
        """Tell whether the two can state the same thing: same kind, same unit, not a floor and a ceiling."""
        if (self.kind, self.unit) != (other.kind, other.unit) or not comparable(self.limit, other.limit):
            return False
        if isinstance(self.value, Day) and isinstance(other.value, Day):
            return self.value.alike(other.value)
        return True

    def agrees(self, other: Claim) -> bool:
        """Tell whether the two give the same value, both of one kind and unit."""
        if (self.kind, self.unit) != (other.kind, other.unit):
            return False
        if isinstance(self.value, Day) and isinstance(other.value, Day):
            return self.value.agrees(other.value)
        if self.kind is Kind.DURATION and isinstance(self.value, float) and isinstance(other.value, float):
            return abs(self.value - other.value) <= CLOSE * max(self.value, other.value)
        return self.value == other.value


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>«»()\"]+[\w/]|\b[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*"
    r"\.(?:fr|com|org|net|eu|info|example)\b(?:/[^\s<>«»()\",;]*[\w/])?"
)
_PHONE = re.compile(
    r"(?<![\d/])(?:\+33 ?(?:\(0\) ?)?|0 ?)[1-9](?:[ .-]?\d{2}){4}(?!\d)|(?<!\d)0 \d{3}(?: \d\d){3}(?!\d)"
)
_PERSON = re.compile(
    r"\b(?:M\.|Mme|Mlle|Monsieur|Madame) ((?:(?:de|du|d'|d’|le|la|van) ?)?[A-ZÀ-Ý][\w'’-]+"
    r"(?: (?:(?:de|du|van) )?[A-ZÀ-Ý][\w'’-]+){0,3})"
)
_THING = re.compile(r" ?(?:(m²|m2|km²|ha|km|cm|mm|kg|g|mo|go|mbit/s|kwh|°c|m)(?![\w²])|([a-z][a-z-]+))")
_MARKED = {"%": Kind.SHARE, "€": Kind.AMOUNT}
_RANGE = re.compile(r" (?:a|et|ou|-) ")


@lru_cache(maxsize=16384)
def claims_in(text: str) -> tuple[Claim, ...]:
    """Return the facts that ``text`` states, in order.

    « 60 % au plus, avant le 30 juin » -> a share that is a ceiling, a date that is one too.
    """
    flat = folded(text)
    found: list[Claim] = []
    for claim in (*_addresses(text, flat), *_calendar(text, flat), *_measures(text, flat)):
        if not any(claim.start < other.end and other.start < claim.end for other in found):
            found.append(claim)
    return tuple(sorted(found, key=lambda claim: claim.start))


def _addresses(text: str, flat: str) -> Iterator[Claim]:
    for kind, pattern in ((Kind.EMAIL, _EMAIL), (Kind.URL, _URL), (Kind.PHONE, _PHONE)):
        for match in pattern.finditer(flat):
            yield _exact(kind, _plain_address(kind, match[0]), text, *match.span())
    for match in _PERSON.finditer(text):
        yield _exact(Kind.PERSON, folded(match[1]).split()[-1], text, *match.span())


def _plain_address(kind: Kind, words: str) -> str:
    if kind is Kind.PHONE:
        return re.sub(r"\D", "", words)[-9:]
    return re.sub(r"^https?://|^www\.|/$", "", re.sub(r"^https?://", "", words)) if kind is Kind.URL else words


def _exact(kind: Kind, value: str, text: str, start: int, end: int) -> Claim:
    return Claim(kind, value, "", Limit.NONE, text[start:end], start, end)


def _calendar(text: str, flat: str) -> Iterator[Claim]:
    rows: list[tuple[Kind, str | Day, int, int]] = [(Kind.DATE, day, s, e) for day, s, e in days_in(flat)]
    rows += [(Kind.HOUR, hour, s, e) for hour, s, e in hours_in(flat)]
    rows.sort(key=lambda row: row[2])
    for at, (kind, value, start, end) in enumerate(rows):
        limit = limit_of(flat, start, end)
        near = [(row[2], row[3]) for row in (rows[at - 1 : at] + rows[at + 1 : at + 2]) if row[0] is kind]
        if any(
            end < begins and re.fullmatch(r",? ?(?:inclus )?(?:au|a|et)(?: [a-z]+)? ", flat[end:begins])
            for begins, _ in near
        ):
            limit = Limit.LEAST if re.search(r"\b(?:du|de|entre|le|les)(?: [a-z]+)? $", flat[:start]) else limit
        elif any(
            ends <= start and re.fullmatch(r",? ?(?:inclus )?(?:au|a|et le)(?: [a-z]+)? ", flat[ends:start])
            for _, ends in near
        ):
            limit = Limit.MOST
        unit = ACT if kind is Kind.DATE and _act().search(flat[:start]) else ""
        yield Claim(kind, value, unit, limit, text[start:end], start, end)


@cache
def _act() -> re.Pattern[str]:
    acts = "|".join(table("claims")["acts"]["words"])
    return re.compile(rf"\b(?:{acts})(?: [a-z-]+){{0,3}}?(?: ?(?:n ?° ?)?[\d-]+)? (?:du|le|en date du) $")


def _measures(text: str, flat: str) -> Iterator[Claim]:
    every = numerals(flat)
    units = [_unit(flat, numeral) for numeral in every]
    ranged = [bool(_RANGE.fullmatch(flat[a.end : b.start])) for a, b in pairwise(every)] + [False]
    opened = False
    for at, numeral in enumerate(every):
        counted = units[at] or (units[at + 1] if ranged[at] else None)
        if counted is None or _is_name(flat, numeral):
            opened = False
            continue
        kind, name, scale, end = counted
        end = end if units[at] else numeral.end
        limit = limit_of(flat, numeral.start, end)
        if opened:
            opened, limit = False, Limit.MOST
        elif _opens(flat, numeral, end):
            opened, limit = True, Limit.LEAST
        yield Claim(kind, numeral.value * scale, name, limit, text[numeral.start : end], numeral.start, end)


def _opens(flat: str, numeral: Numeral, end: int) -> bool:
    """Tell whether a number begins a range: « entre 30 et 1 000 m² », « de 3 000 € à 45 000 € »."""
    before, after = flat[: numeral.start], flat[end : end + 5]
    return bool(re.search(r"\bentre $", before) and re.match(r" et \d", after)) or bool(
        re.search(r"\bde $", before) and re.match(r" a \d", after)
    )


def _is_name(flat: str, numeral: Numeral) -> bool:
    """Tell whether a number names a thing (« article 8 », « 1er », « n° 2024-187 ») instead of counting."""
    before = re.search(r"([a-z°]+)[ .]*$", flat[: numeral.start])
    if before and before[1] in table("claims")["named"] and not numeral.mark:
        return True
    if (
        re.match(r"(?:er|re|ere|nde?|e|eme)\b|[-/*_]\d| ?x |\d", flat[numeral.end :])
        or flat[numeral.start - 1 : numeral.start] in "-/*_"
    ):
        return bool(flat[: numeral.start])
    return False


def _unit(flat: str, numeral: Numeral) -> tuple[Kind, str, float, int] | None:
    """Return what a number counts: kind, unit, scale of the value, where its words end; None when nothing."""
    if numeral.mark:
        return _MARKED[numeral.mark], "", 1.0, numeral.end
    match = _THING.match(flat, numeral.end)
    word = (match[1] or match[2]) if match else ""
    if match is not None and word in _times():
        return _duration(flat, word, match.end())
    if match is None or word in table("terms")["stop_words"] or (numeral.value < 2 and numeral.spelt):
        return None
    return Kind.NUMBER, match[1] or stems(word)[0], 1.0, match.end()


def _duration(flat: str, word: str, end: int) -> tuple[Kind, str, float, int]:
    """Return a duration's unit: « jours ouvrés » are not days."""
    after = re.match(r" ([a-z]+)", flat[end:])
    if after and after[1] in table("claims")["marks"]["worked"]:
        return Kind.DURATION, "worked", _times()[word], end + after.end()
    return Kind.DURATION, "", _times()[word], end


@cache
def _times() -> dict[str, float]:
    return {form: row["days"] for row in table("claims")["durations"].values() for form in row["forms"]}


def without(sentence: str, said: Sequence[Claim]) -> str:
    """Return a sentence with its claims blanked out, but for the noun that a number counts."""
    chars = list(sentence)
    for claim in said:
        keep = re.search(r"[a-zà-ÿ²]+$", claim.words) if claim.kind is Kind.NUMBER else None
        end = claim.end - (len(keep[0]) if keep else 0)
        chars[claim.start : end] = " " * (end - claim.start)
    return "".join(chars)
