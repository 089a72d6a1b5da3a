"""Which passwords are accepted: long ones, whatever their signs, that nobody would try first.

No rule of composition (NIST SP 800-63B, ASVS 5.0 6.2): « quatre mots choisis au hasard » is better than « P@ssw0rd1 ».
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

from assistant.errors import AccessError
from assistant.texts import table, text

LEAST, MOST = 12, 128
#: Fewer different signs than that is one key held down.
DIFFERENT = 5
#: What must remain once the words that anybody would try were taken out.
REMAINS = 8
#: What a finger runs along: the keyboard's rows here and abroad, the alphabet, the digits.
_RUNS = ("azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1234567890")
#: A part of the login that is shorter is in too many words.
_NAMED = 4


def check(password: str, login: str, name: str = "") -> None:
    """Raise AccessError, with the reason, unless a password may be chosen for an account."""
    composed = unicodedata.normalize("NFC", password)
    if len(composed) < LEAST:
        raise AccessError(text("access.password.short", least=LEAST), "password")
    if len(composed) > MOST:
        raise AccessError(text("access.password.long", most=MOST), "password")
    said = _plain(composed)
    if len(login) >= _NAMED and _plain(login) in said:
        raise AccessError(text("access.password.named"), "password")
    if is_common(composed) or len(set(said)) < DIFFERENT or len(_without(said, login, name)) < REMAINS:
        raise AccessError(text("access.password.common"), "password")


def is_common(password: str) -> bool:
    """Tell whether a password is one of the most common, alone, repeated or between digits and signs."""
    low = password.casefold()
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", low)
    once = re.fullmatch(r"(.+?)\1+", low)
    tried = {low, core, once[1] if once else low}
    return bool(tried & common()) or any(low in run * 3 or low[::-1] in run * 3 for run in _RUNS)


@cache
def common() -> frozenset[str]:
    """Return the most common passwords."""
    lines = files("assistant.access").joinpath("common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("# "))


def _without(said: str, login: str, name: str) -> str:
    """Return what remains of a password without the person's name and the words of the place, spaces and signs."""
    known = [*re.split(r"\W+", _plain(f"{login} {name}")), *table("access")["password"]["words"]]
    for word in sorted(known, key=len, reverse=True):
        if len(word) >= _NAMED:
            said = said.replace(word, "")
    return re.sub(r"[\W_]+", "", said)


def _plain(words: str) -> str:
    """Return words in lower case without accents: « Évreux » is tried as « evreux »."""
    return "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))
