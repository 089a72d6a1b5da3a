"""The mails that are due, handed to the mail server: at least once each, and by one process at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assistant.notices.message import message_of
from assistant.notices.post import NotSent, Post
from assistant.records.database import Database
from assistant.records.tables import OutgoingMail
from assistant.records.tables.base import now
from assistant.texts import text

log = logging.getLogger(__name__)

#: How long one process has a mail to itself: longer than a server's patience for each word of an exchange. If the
#: process dies, another one takes the mail after it.
CLAIM = timedelta(minutes=10)
#: Waits between attempts double from the first to the last.
FIRST, LAST = timedelta(minutes=1), timedelta(hours=1)
#: Attempts after which a mail is given up, five days after the first (a minute, two, four, … then every hour).
ATTEMPTS = 126


@dataclass(frozen=True)
class Round:
    """How many mails one round handed over, put off and gave up."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0


def send_due(database: Database, post: Post, clock: Callable[[], datetime] = now) -> Round:
    """Hand over every mail that is due, until there is none or no mail can be sent now.

    Raises RecordsUnavailable when the database can't be reached; what was claimed is then tried again after a while.
    """
    sent = put_off = given_up = 0
    while _any_due(database, clock()) and (mail := _claimed(database, clock())) is not None:
        try:
            _delivered(post, mail)
        except NotSent as failure:
            over = failure.final or mail.attempts >= ATTEMPTS
            _put_off(database, mail, None if over else clock() + wait_after(mail.attempts), str(failure))
            log.warning("mail %d not sent at attempt %d%s", mail.id, mail.attempts, ", given up" if over else "")
            put_off, given_up = put_off + (not over), given_up + over
            if failure.down:
                break
        else:
            _mark_sent(database, mail, clock())
            sent += 1
    return Round(sent, put_off, given_up)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failures: one minute, two, four, … one hour."""
    return min(LAST, timedelta(seconds=FIRST.total_seconds() * 2.0 ** min(attempts - 1, 10)))


def _delivered(post: Post, mail: OutgoingMail) -> None:
    try:
        message = message_of(mail, post.sender)
    except ValueError as error:
        raise NotSent(text("notices.smtp.bad_recipient"), final=True) from error
    post.deliver(message)


def _any_due(database: Database, at: datetime) -> bool:
    """Look without taking the lock of those who write: most of the time there is nothing to send."""
    with database.reading() as session:
        return session.scalar(select(OutgoingMail.id).where(OutgoingMail.due_at <= at).limit(1)) is not None


def _claimed(database: Database, at: datetime) -> OutgoingMail | None:
    """Take a mail that is due and keep it from other processes for a while; None when they took them all."""
    due = select(OutgoingMail).where(OutgoingMail.due_at <= at).order_by(OutgoingMail.due_at, OutgoingMail.id)
    with database.writing() as session:
        mail = session.scalar(due.limit(1).with_for_update(skip_locked=True))
        if mail is not None:
            mail.due_at, mail.attempts = at + CLAIM, mail.attempts + 1
    return mail


def _mark_sent(database: Database, mail: OutgoingMail, at: datetime) -> None:
    with database.writing() as session:
        _change(session, mail, sent_at=at, due_at=None, failure="")


def _put_off(database: Database, mail: OutgoingMail, until: datetime | None, failure: str) -> None:
    with database.writing() as session:
        _change(session, mail, due_at=until, failure=failure)


def _change(session: Session, mail: OutgoingMail, **values: object) -> None:
    """Change a mail unless it was erased, or another process took it over since."""
    still_ours = OutgoingMail.id == mail.id, OutgoingMail.attempts == mail.attempts
    session.execute(update(OutgoingMail).where(*still_ours).values(**values))
