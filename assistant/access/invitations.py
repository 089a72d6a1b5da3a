"""An account's password chosen by the person: a code that works once, for a day, and that nobody can find again."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.errors import AccessError
from assistant.records import journal
from assistant.records.tables import User
from assistant.records.tables.base import now
from assistant.texts import text

VALID = timedelta(hours=24)
#: Where a code is used.
PAGE = "/staff/invitation"


def invite(session: Session, actor: str, user: User) -> str:
    """Return a new code for an account, in place of any other. Raises AccessError for a closed account."""
    if user.disabled_at is not None:
        raise AccessError(text("access.fault.closed", login=user.login), "login")
    code = secrets.token_urlsafe(32)
    user.invitation, user.invited_until = _digest(code), now() + VALID
    journal.write(session, "", actor, "account_invited", user.login)
    return code


def invited(session: Session, code: str, at: datetime | None = None, *, lock: bool = False) -> User | None:
    """Return whom a code invites at a moment, by default now; None when it was used, replaced or is too old.

    Ask for the ``lock`` to use the code: of two who use it at once, the second finds nobody.
    """
    query = select(User).where(User.invitation == _digest(code), User.disabled_at.is_(None))
    user = session.scalar(query.with_for_update() if lock else query)
    if user is None or user.invited_until is None or (at or now()) >= user.invited_until:
        return None
    return user


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
