"""The agents' accounts: made, changed, closed; each change in the journal, in the same transaction.

What takes rights away ends the sessions at once. There is always an administrator: the last one stays.
"""

from __future__ import annotations

import re

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.access import attempts, sessions
from assistant.access.roles import Role
from assistant.errors import AccessError
from assistant.records import journal
from assistant.records.locks import serialise
from assistant.records.tables import User
from assistant.records.tables.base import now
from assistant.texts import text

#: An address of mail or a word: what a person can spell on the telephone.
_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._+@-]{0,118}[a-z0-9])")


def create(session: Session, actor: str, login: str, name: str, role: str, password: str | None = None) -> User:
    """Make an account and return it; ``password`` is hashed already, None for a person who will choose it.

    Raises AccessError for a login or a name that can't be, or is taken.
    """
    serialise(session, "accounts")
    login, name = normalised(login), " ".join(name.split())
    if not _LOGIN.fullmatch(login):
        raise AccessError(text("access.fault.login"), "login")
    if not name or len(name) > 200 or not name.isprintable():
        raise AccessError(text("access.fault.name"), "name")
    if by_login(session, login) is not None:
        raise AccessError(text("access.fault.taken", login=login), "login")
    user = User(login=login, name=name, role=role_of(role).value, password=password)
    session.add(user)
    session.flush()
    journal.write(session, "", actor, "account_created", login, {"role": user.role})
    return user


def change_role(session: Session, actor: str, user: User, role: str) -> None:
    """Give an account another role. Raises AccessError when nobody would be left to administrate."""
    wanted = role_of(role)
    if wanted == user.role:
        return
    if wanted is not Role.ADMINISTRATOR:
        _keep_one(session, user)
    before, user.role = user.role, wanted.value
    sessions.end_all(session, user.id)
    journal.write(session, "", actor, "role_changed", user.login, {"from": before, "to": user.role})


def disable(session: Session, actor: str, user: User) -> None:
    """Close an account. Raises AccessError when nobody would be left to administrate."""
    if user.disabled_at is not None:
        return
    _keep_one(session, user)
    user.disabled_at, user.invitation = now(), None
    sessions.end_all(session, user.id)
    journal.write(session, "", actor, "account_disabled", user.login)


def enable(session: Session, actor: str, user: User) -> None:
    """Open a closed account again, and one that waits after too many wrong passwords."""
    attempts.forget(session, user.login)
    if user.disabled_at is not None:
        user.disabled_at = None
        journal.write(session, "", actor, "account_enabled", user.login)


def set_password(session: Session, actor: str, user: User, hashed: str) -> None:
    """Give an account a password, whose rules were checked; whoever is signed in with the old one is not any more."""
    user.password, user.invitation = hashed, None
    attempts.forget(session, user.login)
    sessions.end_all(session, user.id)
    journal.write(session, "", actor, "password_changed", user.login)


def by_login(session: Session, login: str) -> User | None:
    """Return the account of a login however it was typed, None when there is none."""
    return session.scalar(select(User).where(User.login == normalised(login)))


def named(session: Session, login: str) -> User:
    """Return the account of a login. Raises AccessError when there is none."""
    user = by_login(session, login)
    if user is None:
        raise AccessError(text("access.fault.unknown", login=normalised(login)), "login")
    return user


def listed(session: Session, after: str = "", most: int | None = None) -> list[User]:
    """Return accounts by login, those after one of them."""
    return list(session.scalars(select(User).where(User.login > after).order_by(User.login).limit(most)))


def state_of(user: User) -> str:
    """Return how an account stands: "open", "invited", "provider" (it has no password of ours) or "closed"."""
    if user.disabled_at is not None:
        return "closed"
    if user.password is not None:
        return "open"
    return "invited" if user.invitation is not None else "provider"


def normalised(login: str) -> str:
    """Return a login as it is kept."""
    return login.strip().lower()


def role_of(name: str) -> Role:
    """Return the role of a name. Raises AccessError for one that is none."""
    try:
        return Role(name)
    except ValueError as error:
        raise AccessError(text("access.fault.role", role=name, known=", ".join(Role)), "role") from error


def _keep_one(session: Session, user: User) -> None:
    """Raise AccessError when an account is the last one that may administrate."""
    serialise(session, "accounts")
    others = User.role == Role.ADMINISTRATOR.value, User.disabled_at.is_(None), User.id != user.id
    if user.role == Role.ADMINISTRATOR and not session.scalar(select(func.count()).where(*others)):
        raise AccessError(text("access.fault.last"), "role")
