"""What is kept expires: each kind of record by its purpose, the text of questions first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Session

from assistant.records.chain import prune
from assistant.records.database import Database
from assistant.records.residue import discard_copies, overwrite
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
#: Exchanges dealt with in one transaction: whoever asks meanwhile waits for a tenth of a second, not for all of them.
BATCH = 500
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
    """Erase what has expired at a moment, by default now, from the files too; return how many rows of each kind.

    Raises RecordsUnavailable.
    """
    counts = expire(database, kept, at)
    overwrite(database, whole=True)
    return counts


def expire(database: Database, kept: Retention, at: datetime | None = None) -> dict[str, int]:
    """Delete what has expired at a moment, by default now; return how many rows of each kind.

    Copies made before an upgrade go with the text of questions, which they hold. Raises RecordsUnavailable.
    """
    moment = at or now()
    texts, counted = moment - timedelta(days=kept.exchanges), moment - timedelta(days=kept.statistics)
    counts = {
        "texts": _each(database, _empty, Exchange.asked_at < texts, Exchange.question != ""),
        "exchanges": _each(database, _drop, Exchange.asked_at < counted),
    }
    with database.writing() as session:
        counts["comments"] = _silence(session, Feedback.given_at < texts)
        counts["handoffs"] = _delete(session, HandoffRow, moment - timedelta(days=kept.handoffs) > _LAST_WORD)
        counts["mails"] = _delete(session, OutgoingMail, _settled(texts))
        counts["erasures"] = _delete(session, Erasure, Erasure.erased_at < counted)
        counts["sessions"] = _delete(session, AgentSession, AgentSession.expires_at < moment)
        counts["failures"] = _delete(session, LoginFailure, LoginFailure.failed_at < moment - FAILURES)
        counts["tasks"] = _delete(session, Task, Task.started_at < counted)
        counts["journal"] = prune(session, moment - timedelta(days=kept.journal))
    counts["copies"] = discard_copies(database, texts.timestamp())
    return counts


def _each(database: Database, work: Callable[[Session, Sequence[str]], None], *conditions: ColumnElement[bool]) -> int:
    """Do something to the exchanges that meet conditions, a batch at a time; they are looked for without a lock."""
    done, wanted = 0, select(Exchange.id).where(*conditions).order_by(Exchange.id).limit(BATCH)
    while True:
        with database.reading() as session:
            ids = session.scalars(wanted).all()
        if not ids:
            return done
        with database.writing() as session:
            work(session, ids)
        done += len(ids)


def _empty(session: Session, ids: Sequence[str]) -> None:
    """Take the words out of exchanges and leave what is counted."""
    session.execute(delete(StatementRow).where(StatementRow.exchange_id.in_(ids)))
    _silence(session, Feedback.exchange_id.in_(ids))
    gone = dict.fromkeys(("question", "answer", "alike", "wording"), "")
    lists: dict[str, list[Any]] = {name: [] for name in ("history", "parts", "steps", "hits", "decisions")}
    old = update(Exchange).where(Exchange.id.in_(ids))
    session.execute(old.values(**gone, **lists, conversation=None, work=None))


def _drop(session: Session, ids: Sequence[str]) -> None:
    session.execute(delete(Exchange).where(Exchange.id.in_(ids)))


def _silence(session: Session, condition: ColumnElement[bool]) -> int:
    return _changed(session.execute(update(Feedback).where(condition, Feedback.comment != "").values(comment="")))


def _settled(before: datetime) -> ColumnElement[bool]:
    """Return which mails are done with: taken by the server, or given up, before a moment."""
    given_up = OutgoingMail.due_at.is_(None) & (OutgoingMail.created_at < before)
    return or_(OutgoingMail.sent_at < before, OutgoingMail.sent_at.is_(None) & given_up)


def _delete(session: Session, table: type[Base], condition: ColumnElement[bool]) -> int:
    return _changed(session.execute(delete(table).where(condition)))


def _changed(result: object) -> int:
    return result.rowcount if isinstance(result, CursorResult) else 0
