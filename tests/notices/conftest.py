from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant.notices import outbox
from assistant.records.handoffs import Transmission, transmit
from assistant.records.tables import OutgoingMail

QUESTION = "La TVA est-elle prise en compte ?"


@pytest.fixture
def announce(database):
    """Transmit a question and write down the mail that announces it."""

    def put(number=0, email=None, root="https://assistant.example"):
        with database.writing() as session:
            row, _ = transmit(session, "", Transmission(f"{QUESTION} ({number})", "", email))
            outbox.announce_handoff(session, row, f"agent{number}@prefecture.example", root)
            return row.id

    return put


@pytest.fixture
def mails(database):
    """Read the outbox."""

    def read():
        with database.reading() as session:
            return session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()

    return read


class Clock:
    """A clock that a test moves."""

    def __init__(self):
        self.at = datetime.now(UTC) + timedelta(seconds=1)

    def __call__(self):
        return self.at

    def move(self, **span):
        self.at += timedelta(**span)


@pytest.fixture
def clock():
    """A clock that stands still until it is moved."""
    return Clock()
