"""Questions handed over to the prefecture, the mail that announces them, and what was erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.records.tables.base import Base, now


class HandoffRow(Base):
    """A question that a person transmitted; its receipt code is known to them alone.

    ``state`` is "waiting", then "replied", or "closed" without a reply.
    """

    __tablename__ = "handoff"
    __table_args__ = (Index(None, "scheme", "state", "asked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str] = mapped_column(String(80))
    #: SHA-256 of the receipt code: whoever reads the database can't open the page of a person.
    receipt: Mapped[str] = mapped_column(String(64), unique=True)
    #: The exchange it comes from; it may expire before the hand-off does.
    exchange_id: Mapped[str | None] = mapped_column(ForeignKey("exchange.id", ondelete="SET NULL"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    question: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text, default="")
    alike: Mapped[str] = mapped_column(String(64))
    #: Only with the person's consent, and only to reply to this question.
    email: Mapped[str | None] = mapped_column(String(254))
    consent_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    reply: Mapped[str | None] = mapped_column(Text)
    replied_at: Mapped[datetime | None]
    #: Why it was closed without a reply (``records.replies``); None unless it was.
    closing: Mapped[str | None] = mapped_column(String(16))
    replied_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class OutgoingMail(Base):
    """A mail to be sent, kept until the mail server has taken it."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index(None, "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str] = mapped_column(String(80))
    handoff_id: Mapped[int | None] = mapped_column(ForeignKey("handoff.id", ondelete="CASCADE"), index=True)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(default=now)
    #: When it is to be tried next; None once it was sent, or given up.
    due_at: Mapped[datetime | None] = mapped_column(default=now)
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failure: Mapped[str] = mapped_column(Text, default="")


class Erasure(Base):
    """The trace that an erasure leaves: how many rows of what, and nothing of what they said."""

    __tablename__ = "erasure"

    #: SHA-256 of the receipt code that asked for it: the person may come back and read that it is done.
    receipt: Mapped[str] = mapped_column(String(64), primary_key=True)
    scheme: Mapped[str] = mapped_column(String(80))
    erased_at: Mapped[datetime] = mapped_column(default=now)
    counts: Mapped[dict[str, Any]]
