"""The agents' accounts and sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assistant.records.tables.base import Base, now


class User(Base):
    """An agent. ``role`` is "reader", "writer", "validator" or "administrator"."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    #: Argon2id; None until the person chose one, or when they sign in through the identity provider only.
    password: Mapped[str | None] = mapped_column(Text)
    #: The identity provider's own name for the person ("iss" and "sub").
    subject: Mapped[str | None] = mapped_column(String(300), unique=True)
    #: SHA-256 of the code with which the person may choose a password, once and until then.
    invitation: Mapped[str | None] = mapped_column(String(64), unique=True)
    invited_until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    disabled_at: Mapped[datetime | None]


class Session(Base):
    """A signed-in agent, on the server's side: the cookie holds a key, the table its SHA-256."""

    __tablename__ = "session"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    csrf: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    #: The identity provider's token, which it wants back when the agent signs out.
    id_token: Mapped[str | None] = mapped_column(Text)

    user: Mapped[User] = relationship()


class LoginFailure(Base):
    """A password that was wrong: too many in a quarter of an hour and an account waits."""

    __tablename__ = "login_failure"
    __table_args__ = (Index(None, "key", "failed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    #: SHA-256 of the login that was typed: it may be a password typed in the wrong field.
    key: Mapped[str] = mapped_column(String(64))
    failed_at: Mapped[datetime] = mapped_column(default=now)
