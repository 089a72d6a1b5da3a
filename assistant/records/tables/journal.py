"""Who did what: lines that are only ever added, each holding the digest of the one before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from assistant.records.tables.base import Base


class JournalLine(Base):
    """An action of an agent or of the machine."""

    __tablename__ = "journal"
    __table_args__ = (Index(None, "actor", "number"), Index(None, "action", "number"), Index(None, "at"))

    #: From 1, without a gap: a missing line shows.
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    scheme: Mapped[str] = mapped_column(String(80))
    #: A login, or "system".
    actor: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(120))
    details: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
