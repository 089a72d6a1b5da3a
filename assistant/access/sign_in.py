"""A login and a password against the accounts."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.access import accounts, attempts, passwords
from assistant.records.database import Database
from assistant.records.tables import User


@dataclass(frozen=True)
class Attempt:
    """What came of it: the account that opens, or nobody; ``wait`` seconds when there were too many attempts.

    ``known`` says whether the login is an account's: for the log, never for who typed it.
    """

    user: User | None
    known: bool
    wait: int = 0


def identify(database: Database, login: str, password: str) -> Attempt:
    """Return the account that a login and a password open.

    One that does not exist, is closed or has no password takes as long as a wrong password, and reads the same.
    """
    with database.writing() as session:
        wait = attempts.begin(session, login)
        user = accounts.by_login(session, login)
    if wait:
        return Attempt(None, user is not None, wait)
    kept = user.password if user is not None and user.disabled_at is None else None
    if not passwords.matches(kept, password) or user is None or kept is None:
        return Attempt(None, user is not None)
    renewed = passwords.hashed(password) if passwords.is_outdated(kept) else kept
    with database.writing() as session:
        attempts.forget(session, login)
        known = session.get(User, user.id)
        if known is not None and known.password == kept:
            known.password = renewed
    return Attempt(user, True)
