"""Receipt codes: 128 random bits that a person can copy by hand; only their digest is kept."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Sequence

#: Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O, U, so that nothing is read as another.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TWINS = str.maketrans({"O": "0", "I": "1", "L": "1"})
#: 26 signs of five bits hold 128 bits.
_LENGTH = 26


def new_code() -> str:
    """Return a code: « 7K3Q-… », groups of four so that it can be read aloud."""
    return _written(secrets.randbits(128))


def code_of(key: str, said: Sequence[str]) -> str:
    """Return the code of what is said under a key: the same as long as both are the same.

    A message sent twice is known by its code, and its sender can be told that code again, though nothing of it is
    kept: they alone hold the key. The code is as hard to guess as the key is.
    """
    made = hashlib.sha256(json.dumps([key, *said]).encode()).digest()
    return _written(int.from_bytes(made[:16], "big"))


def digest(code: str) -> str | None:
    """Return what is kept of a code however it was typed, None when it can't be one."""
    signs = re.sub(r"[\s\u2010-\u2015-]", "", code[:100]).upper().translate(_TWINS)
    if len(signs) != _LENGTH or not set(signs) <= set(_SIGNS):
        return None
    return hashlib.sha256(signs.encode()).hexdigest()


def _written(number: int) -> str:
    signs = "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    return "-".join(signs[at : at + 4] for at in range(0, _LENGTH, 4))
