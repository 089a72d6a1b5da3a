"""What the console decides and runs: options, evaluations, tasks, questions of reference."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.records.tables.base import Base, now


class Option(Base):
    """What an administrator set in the console and overrides the corpus or the texts: contact, notice, suspension."""

    __tablename__ = "option"

    scheme: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[dict[str, Any]]
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)


class Task(Base):
    """Work that outlives a request (an index, an evaluation) and how far it is.

    ``state`` is "running", "done" or "failed"; a task whose process is gone is failed when it is next read.
    """

    __tablename__ = "task"
    __table_args__ = (Index(None, "scheme", "kind", "started_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(12), default="running")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(Text, default="")
    started_at: Mapped[datetime] = mapped_column(default=now)
    #: When the process last told how far it is.
    seen_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]
    started_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class EvaluationRun(Base):
    """The reference set asked of a version of the index, and how it went."""

    __tablename__ = "evaluation_run"
    __table_args__ = (Index(None, "scheme", "ran_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str] = mapped_column(String(80))
    ran_at: Mapped[datetime] = mapped_column(default=now)
    index_version: Mapped[str] = mapped_column(String(12))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id", ondelete="SET NULL"))
    summary: Mapped[dict[str, Any]]
    #: The run as ``assistant evaluate --save`` writes it.
    run: Mapped[str] = mapped_column(Text, deferred=True)


class ReferenceQuestion(Base):
    """A question added to the reference set when an answer was validated: it must stay answered so."""

    __tablename__ = "reference_question"
    __table_args__ = (Index(None, "scheme"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str] = mapped_column(String(80))
    question: Mapped[str] = mapped_column(Text)
    #: A case, as the lines of ``tests/reference`` are written.
    expected: Mapped[dict[str, Any]]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("faq_entry.id", ondelete="CASCADE"), index=True)
    added_at: Mapped[datetime] = mapped_column(default=now)
