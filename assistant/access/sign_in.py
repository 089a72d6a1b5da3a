"""A login and a password against the accounts."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.access import passwords
from assistant.records.database import Database
from assistant.records.tables import User


def identify(database: Database, login: str, password: str) -> User | None:
    """Return the account that a login and a password open, None for any other; both take as long."""
    with database.reading() as session:
        user = by_login(session, login)
    open_to = user.password if user is not None and user.disabled_at is None else None
    return user if passwords.matches(open_to, password) else None


def by_login(session: Session, login: str) -> User | None:
    """Return the account of a login, None when there is none."""
    return session.scalar(select(User).where(User.login == login.strip().lower()))
