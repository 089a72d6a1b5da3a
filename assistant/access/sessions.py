"""Sessions on the server's side: they end when we say so, whatever a browser keeps.

The cookie holds a random key of 256 bits and the table its SHA-256: a copy of the database opens nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assistant.access.agent import Agent
from assistant.access.roles import Role
from assistant.records.tables import Session as AgentSession
from assistant.records.tables import User
from assistant.records.tables.base import now

#: How exactly it is known when an agent was last here: each look would otherwise be a write.
SEEN = timedelta(minutes=1)


@dataclass(frozen=True)
class Lifetime:
    """How long a session lasts: unused, and in all."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)


@dataclass(frozen=True)
class Found:
    """The session of a key: who it lets in, nobody once it is over, and whether the table should hear of this visit."""

    agent: Agent | None
    to_note: bool = False


def begin(session: Session, user: User, lifetime: Lifetime, id_token: str | None = None) -> str:
    """Open a session for a user and return the key of its cookie, which nobody can find again."""
    key = secrets.token_urlsafe(32)
    session.add(
        AgentSession(
            key=_digest(key),
            user_id=user.id,
            csrf=secrets.token_urlsafe(32),
            expires_at=now() + lifetime.absolute,
            id_token=id_token,
        )
    )
    return key


def find(session: Session, key: str, lifetime: Lifetime, at: datetime | None = None) -> Found | None:
    """Return the session of a key at a moment, by default now; None when there is none."""
    moment = at or now()
    query = select(AgentSession, User).join(User).where(AgentSession.key == _digest(key))
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    known, user = row
    # A clock that was set back must not make a session last: neither way may the last visit be far.
    if user.disabled_at is not None or moment >= known.expires_at or abs(moment - known.seen_at) >= lifetime.idle:
        return Found(None)
    agent = Agent(user.id, user.login, user.name, Role(user.role), known.csrf)
    return Found(agent, moment - known.seen_at >= SEEN)


def note(session: Session, key: str) -> None:
    """Write down that the agent is here."""
    known = session.get(AgentSession, _digest(key))
    if known is not None:
        known.seen_at = now()


def id_token_of(session: Session, key: str) -> str | None:
    """Return the identity provider's token of a session, None for one that a password opened."""
    return session.scalar(select(AgentSession.id_token).where(AgentSession.key == _digest(key)))


def end(session: Session, key: str) -> None:
    """End the session of a key; whoever comes with it is nobody from now on."""
    session.execute(delete(AgentSession).where(AgentSession.key == _digest(key)))


def end_all(session: Session, user_id: int) -> None:
    """End every session of a user: their password, their role or their right to be here changed."""
    session.execute(delete(AgentSession).where(AgentSession.user_id == user_id))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
