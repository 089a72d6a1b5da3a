"""Wrong passwords counted by account, so that none is guessed: ten in a quarter of an hour, in the database.

A login that nobody has is counted like any other: whether it exists must not show.
"""

from __future__ import annotations

import hashlib
import math
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.records.locks import serialise
from assistant.records.tables import LoginFailure
from assistant.records.tables.base import now

MOST = 10
WINDOW = timedelta(minutes=15)


def begin(session: Session, login: str, at: datetime | None = None) -> int:
    """Count an attempt before its password is looked at; return 0, or the seconds to wait when it is one too many.

    Counted first, a hundred attempts at the same moment are not more than ten either.
    """
    moment, key = at or now(), _key(login)
    serialise(session, f"login:{key}")
    session.execute(delete(LoginFailure).where(LoginFailure.key == key, LoginFailure.failed_at <= moment - WINDOW))
    query = select(LoginFailure.failed_at).where(LoginFailure.key == key).order_by(LoginFailure.failed_at.desc())
    recent = list(session.scalars(query.limit(MOST)))
    if len(recent) == MOST:
        return min(max(1, math.ceil((recent[-1] + WINDOW - moment).total_seconds())), int(WINDOW.total_seconds()))
    session.add(LoginFailure(key=key, failed_at=moment))
    return 0


def forget(session: Session, login: str) -> None:
    """Forget the attempts on an account: the right password came, or an administrator says so."""
    session.execute(delete(LoginFailure).where(LoginFailure.key == _key(login)))


def _key(login: str) -> str:
    return hashlib.sha256(login.strip().lower().encode("utf-8", "replace")).hexdigest()
