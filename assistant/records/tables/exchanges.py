"""A question, its answer and what carried it; and what the person thought of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assistant.records.tables.base import Base, day_of, now

#: What is still to be dealt with: all that the first page of the console reads, whatever the number of exchanges.
_DUE = text("work IS NOT NULL AND handled_at IS NULL")
#: With ``handled_at``, which SQLite would otherwise look up in each row.
_LISTED = ("scheme", "work", "alike", "asked_at", "wording", "handled_at")


def _asked_on(context: Any) -> date:
    """Return the day of the exchange being written."""
    moment: datetime = context.get_current_parameters()["asked_at"]
    return day_of(moment)


class Exchange(Base):
    """A question and its answer; whatever a person typed is redacted before it comes here."""

    __tablename__ = "exchange"
    __table_args__ = (
        Index(None, "scheme", "asked_at"),
        Index(None, "scheme", "status", "asked_at"),
        Index(None, "scheme", "alike", "asked_at"),
        Index(None, "scheme", "day"),
        Index("ix_exchange_counted", "scheme", "status", "reason", "topic", "channel", "rating", "day"),
        Index(None, "conversation"),
        Index("ix_exchange_due", *_LISTED, sqlite_where=_DUE, postgresql_where=_DUE),
    )

    #: The answer's own id: what feedback and hand-offs refer to.
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    scheme: Mapped[str] = mapped_column(String(80))
    #: What the person's browser chose at random to tell its conversation; None when it told nothing usable.
    conversation: Mapped[str | None] = mapped_column(String(100))
    #: "api" or "page".
    channel: Mapped[str] = mapped_column(String(8))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    #: The day it was asked on in Paris: what is counted by day is counted by this.
    day: Mapped[date] = mapped_column(default=_asked_on)
    question: Mapped[str] = mapped_column(Text)
    history: Mapped[list[str]] = mapped_column(default=list)
    #: The same for questions that say the same: what groups them in the console.
    alike: Mapped[str] = mapped_column(String(64))
    #: The same for questions put in the same words, case and punctuation aside.
    wording: Mapped[str] = mapped_column(String(16), default="")
    #: Why it is for an agent to deal with (``records.work``); None when it is not.
    work: Mapped[str | None] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(String(24))
    verdict: Mapped[str | None] = mapped_column(String(16))
    #: The facet of the first part, "passage" or "eligibility"; empty when none was recognised.
    topic: Mapped[str] = mapped_column(String(80), default="")
    answer: Mapped[str] = mapped_column(Text)
    index_version: Mapped[str] = mapped_column(String(12))
    chance: Mapped[float | None]
    took_ms: Mapped[float]
    parts: Mapped[list[Any]] = mapped_column(default=list)
    #: What the pipeline did and the passages it looked at: read on the question's own page only.
    steps: Mapped[list[Any]] = mapped_column(default=list, deferred=True)
    hits: Mapped[list[Any]] = mapped_column(default=list, deferred=True)
    #: How each part was decided: the signals, the chance and the least chance (``domain.Decision``).
    decisions: Mapped[list[Any]] = mapped_column(default=list, deferred=True)
    #: What the person thought of it, to be counted without their other words: "helpful", or why it was not.
    rating: Mapped[str | None] = mapped_column(String(12))
    #: When an agent put it aside as dealt with.
    handled_at: Mapped[datetime | None]

    statements: Mapped[list[StatementRow]] = relationship(
        order_by="StatementRow.number", cascade="all, delete-orphan", passive_deletes=True
    )
    feedback: Mapped[Feedback | None] = relationship(
        back_populates="exchange", cascade="all, delete-orphan", passive_deletes=True
    )


class StatementRow(Base):
    """A sentence of an answer."""

    __tablename__ = "statement"

    exchange_id: Mapped[str] = mapped_column(ForeignKey("exchange.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)

    citations: Mapped[list[CitationRow]] = relationship(
        order_by="CitationRow.number", cascade="all, delete-orphan", passive_deletes=True
    )


class CitationRow(Base):
    """A quote of a statement, in the version of the document that the exchange's index version holds."""

    __tablename__ = "citation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["exchange_id", "statement"], ["statement.exchange_id", "statement.number"], ondelete="CASCADE"
        ),
        Index(None, "document"),
    )

    exchange_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    statement: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(String(120))
    origin: Mapped[str] = mapped_column(String(12))
    page: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)


class Feedback(Base):
    """Whether an answer helped, and if not why. One an answer: the latest word counts."""

    __tablename__ = "feedback"
    __table_args__ = (Index(None, "helpful", "given_at"),)

    exchange_id: Mapped[str] = mapped_column(ForeignKey("exchange.id", ondelete="CASCADE"), primary_key=True)
    given_at: Mapped[datetime] = mapped_column(default=now)
    helpful: Mapped[bool]
    reason: Mapped[str | None] = mapped_column(String(24))
    comment: Mapped[str] = mapped_column(Text, default="")

    exchange: Mapped[Exchange] = relationship(back_populates="feedback")
