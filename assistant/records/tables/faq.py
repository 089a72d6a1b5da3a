"""Answers that the prefecture wrote and validated, with every version of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assistant.records.tables.base import Base, now


class FaqEntry(Base):
    """A published question, or one on its way; what it says is in its versions.

    ``state`` is "draft", "proposed", "published" or "withdrawn": where its newest version is. ``published`` is the
    number of the version in service: a newer one may be under way while it still answers.
    """

    __tablename__ = "faq_entry"
    __table_args__ = (Index(None, "scheme", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(12), default="draft")
    created_at: Mapped[datetime] = mapped_column(default=now)
    #: The last day of the version in service.
    expires_on: Mapped[date | None]
    published: Mapped[int | None]
    #: How many times what it answers has changed: their sum over a scheme tells every process that something did,
    #: whatever the order in which two transactions end.
    changes: Mapped[int] = mapped_column(default=0)
    #: The hand-off that its first version answers.
    handoff_id: Mapped[int | None] = mapped_column(ForeignKey("handoff.id", ondelete="SET NULL"), index=True)
    #: The exchange that its first version answers, when nobody transmitted it.
    exchange_id: Mapped[str | None] = mapped_column(ForeignKey("exchange.id", ondelete="SET NULL"), index=True)

    versions: Mapped[list[FaqVersion]] = relationship(
        order_by="FaqVersion.number", cascade="all, delete-orphan", passive_deletes=True, back_populates="entry"
    )


class FaqVersion(Base):
    """What an entry says, from one validation to the next; never changed once validated."""

    __tablename__ = "faq_version"

    entry_id: Mapped[int] = mapped_column(ForeignKey("faq_entry.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(Text)
    phrasings: Mapped[list[str]] = mapped_column(default=list)
    answer: Mapped[str] = mapped_column(Text)
    #: What the public list groups it under; empty for none.
    topic: Mapped[str] = mapped_column(String(80), default="")
    #: The stems of its question, phrasings and answer, each between spaces: what a search reads.
    words: Mapped[str] = mapped_column(Text, default="", deferred=True)
    expires_on: Mapped[date | None]
    #: What it relies on: [{"document", "quote", "sha256"}].
    quotes: Mapped[list[Any]] = mapped_column(default=list)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    written_at: Mapped[datetime] = mapped_column(default=now)
    #: Why it was last sent back to its author.
    note: Mapped[str] = mapped_column(Text, default="")
    validator_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    validated_at: Mapped[datetime | None]

    entry: Mapped[FaqEntry] = relationship(back_populates="versions")
