"""What is kept expires: each kind of record by its purpose, the text of questions first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from assistant.records.chain import prune
from assistant.records.database import Database
from assistant.records.erasure import overwrite
from assistant.records.tables import (
    Erasure,
    Exchange,
    Feedback,
    HandoffRow,
    LoginFailure,
    OutgoingMail,
    StatementRow,
    Task,
)
from assistant.records.tables import Session as AgentSession
from assistant.records.tables.base import Base, now

#: Wrong passwords are counted over a quarter of an hour; a day is ample.
FAILURES = timedelta(days=1)
#: A hand-off is kept from the reply on, so that the person may come and read it; unanswered, from the question on.
_LAST_WORD = func.coalesce(HandoffRow.replied_at, HandoffRow.asked_at)


@dataclass(frozen=True)
class Retention:
    """How many days each kind of record is kept."""

    exchanges: int = 30
    statistics: int = 365
    handoffs: int = 180
    journal: int = 365


def purge(database: Database, kept: Retention, at: datetime | None = None) -> dict[str, int]:
    """Erase what has expired at a moment, by default now; return how many rows of each kind.

    Copies made before an upgrade go with the text of questions, which they hold. Raises RecordsUnavailable.
    """
    moment = at or now()
    with database.writing() as session:
        counts = {
            "texts": _empty(session, moment - timedelta(days=kept.exchanges)),
            "exchanges": _delete(session, Exchange, Exchange.asked_at < moment - timedelta(days=kept.statistics)),
            "handoffs": _delete(session, HandoffRow, moment - timedelta(days=kept.handoffs) > _LAST_WORD),
            "mails": _delete(session, OutgoingMail, OutgoingMail.sent_at < moment - timedelta(days=kept.exchanges)),
            "erasures": _delete(session, Erasure, Erasure.erased_at < moment - timedelta(days=kept.statistics)),
            "sessions": _delete(session, AgentSession, AgentSession.expires_at < moment),
            "failures": _delete(session, LoginFailure, LoginFailure.failed_at < moment - FAILURES),
            "tasks": _delete(session, Task, Task.started_at < moment - timedelta(days=kept.statistics)),
            "journal": prune(session, moment - timedelta(days=kept.journal)),
        }
    counts["copies"] = _discard_copies(database, moment - timedelta(days=kept.exchanges))
    overwrite(database)
    return counts


def _empty(session: Session, before: datetime) -> int:
    """Take the words out of exchanges and leave what is counted."""
    old = Exchange.asked_at < before, Exchange.question != ""
    ids = select(Exchange.id).where(*old)
    session.execute(delete(StatementRow).where(StatementRow.exchange_id.in_(ids)))
    session.execute(update(Feedback).where(Feedback.exchange_id.in_(ids)).values(comment=""))
    gone = dict.fromkeys(("question", "answer", "alike", "wording"), "")
    lists: dict[str, list[Any]] = {name: [] for name in ("history", "parts", "steps", "hits", "decisions")}
    emptied = update(Exchange).where(*old).values(**gone, **lists, conversation=None, work=None)
    return _changed(session.execute(emptied))


def _delete(session: Session, table: type[Base], condition: ColumnElement[bool]) -> int:
    return _changed(session.execute(delete(table).where(condition)))


def _changed(result: object) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0


def _discard_copies(database: Database, before: datetime) -> int:
    name = database.engine.url.database
    if database.engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return 0
    old = [
        copy
        for copy in Path(name).parent.glob(f"{Path(name).name}.before-*")
        if copy.stat().st_mtime < before.timestamp()
    ]
    for copy in old:
        copy.unlink(missing_ok=True)
    return len(old)
