"""Addresses, social security numbers, bank accounts and companies that belong to nobody, with valid keys."""

from __future__ import annotations

import random

from stdnum import iban, luhn
from stdnum.fr import nir

FIRST = ["jean", "marie", "paul", "claire", "luc", "hélène", "jérôme", "françois", "sophie", "yves", "m", "j.p"]
LAST = ["dupont", "lemonnier", "auber", "hardy", "petit", "durand", "le-goff", "d.martin", "lecoq", "mairie"]
HOSTS = [
    "mairie-bolbec.fr", "orange.fr", "wanadoo.fr", "ville-fecamp.fr", "gmail.com", "laposte.net", "cc-cauxestuaire.fr",
    "seine-maritime.gouv.fr", "mairie.normandie.fr", "free.fr", "yvetot.fr", "sfr.fr", "commune76.org", "hotmail.com",
]  # fmt: skip
DEPARTMENTS = ["76", "27", "80", "2A", "2B", "75", "99", "14", "97"]
BANKS = ["30001", "20041", "11425", "18306", "10278"]
#: The letters of a French account number count for these digits in its key.
LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def digits(chance: random.Random, many: int) -> str:
    """Return that many random digits."""
    return "".join(str(chance.randrange(10)) for _ in range(many))


def mail(chance: random.Random) -> tuple[str, str]:
    """Return both sides of an e-mail address."""
    local = chance.choice(FIRST) + chance.choice([".", "-", "_", "", "."]) + chance.choice(LAST)
    return local + chance.choice(["", "", "", "76", "1952"]), chance.choice(HOSTS)


def social_security(chance: random.Random) -> str:
    """Return a social security number with its key, of Corsica now and then."""
    number = f"{chance.choice('12')}{chance.randrange(45, 100):02}{chance.randrange(1, 13):02}"
    number += f"{chance.choice(DEPARTMENTS)}{chance.randrange(1, 700):03}{chance.randrange(1, 999):03}"
    return number + nir.calc_check_digits(number)


def bank_account(chance: random.Random, spelling: str) -> tuple[str, str]:
    """Return an account, of the country that a spelling begins with, and how to cut it."""
    if spelling in {"BE", "DE"}:
        bban = digits(chance, 10 if spelling == "BE" else 18)
        bban += f"{int(bban) % 97 or 97:02}" if spelling == "BE" else ""
        return f"{spelling}{iban.calc_check_digits(f'{spelling}00{bban}')}{bban}", "4 4 4 4" + " 4 2" * (
            spelling == "DE"
        )
    letter = chance.choice(["", "", "A", "B", "Z"])
    bban = f"{chance.choice(BANKS)}{digits(chance, 5)}{digits(chance, 10 if letter else 11)}{letter}"
    bban += f"{97 - int(f'{bban.translate(LETTERS)}00') % 97:02}"
    if spelling.startswith("rib "):
        return bban, spelling.removeprefix("rib ")
    return f"FR{iban.calc_check_digits(f'FR00{bban}')}{bban}", spelling


def company(chance: random.Random) -> tuple[str, str]:
    """Return the SIREN of a commune of Seine-Maritime and the SIRET of one of its establishments."""
    siren = f"2176{digits(chance, 4)}"
    siren += luhn.calc_check_digit(siren)
    siret = f"{siren}000{chance.randrange(10)}"
    return siren, siret + luhn.calc_check_digit(siret)
