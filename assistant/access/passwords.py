"""Passwords kept as Argon2id: what a stolen database holds costs memory and time for each guess.

The parameters are OWASP's minimum (19 MiB, two passes, one thread: Password Storage Cheat Sheet). Two at
a time at most: fifty agents who sign in together would otherwise take a gigabyte from those who ask.
"""

from __future__ import annotations

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
#: Passwords hashed at the same time, whoever asks.
AT_ONCE = 2
_TURNS = threading.BoundedSemaphore(AT_ONCE)
#: What a password is compared with when there is no account: it takes as long as a real one.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(32))


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    with _TURNS:
        return _HASHER.hash(_composed(password))


def matches(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one kept; ``None`` takes as long and is never right."""
    with _TURNS:
        try:
            _HASHER.verify(kept or _NOBODY, _composed(password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Tell whether a kept password was hashed with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


def _composed(password: str) -> str:
    """Return the one form of letters that some keyboards type in two (NFC): « é » is itself everywhere."""
    return unicodedata.normalize("NFC", password)
