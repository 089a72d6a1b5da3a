"""Bank accounts (IBAN, and the French RIB) and payment cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from stdnum import iban, luhn, numdb

from assistant.records.personal.words import END, START, any_of

_GAP = r"[\s.\-_/:]{0,3}"
#: Where an IBAN may begin: a country and two check digits.
OPENING = re.compile(rf"(?<![^\W_])([a-z]{{2}})\s?\d\s?\d(?={_GAP}[a-z0-9])")
FRENCH = re.compile(r"(?:fr|mc)\d{12}[a-z0-9]{11}\d\d")
SAID = re.compile(rf"{START}{any_of('account')}{END}")

_WORDS = r"(?:[\s.\-_/|:,;]|code|etablissement|banque|guichet|n°|numero|de|du|compte|cle|rib){1,8}"
RIB = re.compile(rf"(?<![^\W_])(\d{{5}}){_WORDS}(\d{{5}}){_WORDS}([a-z0-9]{{11}}){_WORDS}(\d\d)(?![^\W_])")
#: The letters of an account number count for these digits in the key.
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "12345678912345678923456789")

#: Visa, Mastercard and their French kin (sixteen digits), American Express (fifteen).
CARD = re.compile(
    r"(?<![^\W_])(?:(?:4\d{3}|5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720|6011|65\d\d)(?:[ .\-]?\d{4}){3}"
    r"|3[47]\d\d[ .\-]?\d{6}[ .\-]?\d{5})(?![^\W_])"
)


def accounts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each bank account in a folded text."""
    for opening in OPENING.finditer(text):
        length = _length(opening[1])
        found = _rest(length).match(text, opening.start()) if length else None
        if found and _is_account(text, found):
            yield found.span()
    for found in RIB.finditer(text):
        bank, branch, account, key = (part.translate(LETTERS) for part in found.groups())
        if (89 * int(bank) + 15 * int(branch) + 3 * int(account) + int(key)) % 97 == 0:
            yield found.span()


def cards(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each payment card number in a folded text."""
    for found in CARD.finditer(text):
        if luhn.is_valid(re.sub(r"\D", "", found.group())):
            yield found.span()


def _is_account(text: str, found: re.Match[str]) -> bool:
    """Tell whether a candidate is an IBAN; a French one is believed with a wrong key when it is written as one."""
    number = re.sub(r"[\W_]", "", found.group())
    if iban.is_valid(number, check_country=False):
        return True
    if not FRENCH.fullmatch(number):
        return False
    groups = re.split(r"[\W_]+", found.group())
    by_four = all(len(group) == 4 for group in groups[:-1]) and len(groups) == 7
    return by_four or bool(SAID.search(text, max(0, found.start() - 40), found.start()))


@lru_cache
def _length(country: str) -> int:
    """Return how many characters an IBAN of a country has; 0 when it has none."""
    bban = numdb.get("iban").info(country.upper())[0][1].get("bban", "")
    return sum(int(part) for part in re.findall(r"(\d+)!", bban)) + 4 if bban else 0


@lru_cache
def _rest(length: int) -> re.Pattern[str]:
    return re.compile(rf"[a-z0-9](?:{_GAP}[a-z0-9]){{{length - 1}}}(?![^\W_])")
