"""What the log hears of those who come to the console's door, one line each.

No password and no address is in it, and no login that nobody has: that may be a password typed in the wrong
field. A source is a number drawn from the address with a secret of this process: enough to tell one person who
insists from many.
"""

from __future__ import annotations

import hashlib
import logging
import secrets

from fastapi import Request

log = logging.getLogger(__name__)

_SECRET = secrets.token_bytes(32)


def heard(what: str, request: Request, login: str = "") -> None:
    """Write down that something was refused, and to whom."""
    log.warning(
        "%s: %s %s, login %s, source %s", _plain(what), request.method, _path(request), _plain(login), _source(request)
    )


def _path(request: Request) -> str:
    return _plain(str(request.scope["path"]))


def _plain(words: str) -> str:
    """Return words that can't pretend to be another line of the log: no control or direction sign."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words[:120]) or "-"


def _source(request: Request) -> str:
    address = request.client.host if request.client else ""
    return hashlib.blake2b(address.encode(), key=_SECRET, digest_size=4).hexdigest()
