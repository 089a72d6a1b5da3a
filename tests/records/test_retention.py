"""Each record goes when its time has come, not a moment before, and nothing of it stays in the files."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from assistant.records.database import open_database
from assistant.records.handoffs import Transmission, transmit
from assistant.records.residue import overwrite
from assistant.records.retention import BATCH, Retention, purge
from assistant.records.tables import Erasure, Exchange, Feedback, HandoffRow, LoginFailure, OutgoingMail, StatementRow
from assistant.records.tables.base import now
from assistant.records.upgrade import upgrade
from assistant.settings import Settings
from tests.records import marked

KEPT = Retention(exchanges=30, statistics=365, handoffs=180)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
ASKED = datetime(2026, 1, 15, 10, tzinfo=UTC)


@pytest.fixture
def asked(database):
    """An exchange of a known moment."""
    with database.writing() as session:
        row = marked.exchange(session, "CANARY", conversation="une-conversation-tirée", asked_at=ASKED)
        row.feedback.given_at = ASKED
    return row.id


def counted(database, table):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_the_words_of_an_exchange_go_after_their_days_and_what_is_counted_stays(asked, database):
    assert purge(database, KEPT, ASKED + 30 * DAY + SECOND)["texts"] == 1
    assert marked.found("CANARY", database=database) == []
    with database.reading() as session:
        row = session.get(Exchange, asked)
        assert (row.status, row.channel, row.asked_at, row.conversation) == ("handoff", "page", ASKED, None)
        assert (row.feedback.helpful, row.feedback.reason) == (False, "wrong")
    assert counted(database, StatementRow) == 0


def test_nothing_goes_a_moment_early(asked, database):
    before = marked.found("CANARY", database=database)
    assert purge(database, KEPT, ASKED + 30 * DAY)["texts"] == 0
    assert marked.found("CANARY", database=database) == before


def test_an_exchange_is_no_longer_counted_after_a_year(asked, database):
    purge(database, KEPT, ASKED + 365 * DAY)
    assert counted(database, Exchange) == 1
    assert purge(database, KEPT, ASKED + 365 * DAY + SECOND)["exchanges"] == 1
    assert counted(database, Exchange) == counted(database, Feedback) == 0


def test_a_comment_given_after_the_words_went_goes_in_its_turn(asked, database):
    purge(database, KEPT, ASKED + 31 * DAY)
    with database.writing() as session:
        row = session.get(Feedback, asked)
        row.comment, row.given_at = "CANARY", ASKED + 40 * DAY
    assert purge(database, KEPT, ASKED + 70 * DAY)["comments"] == 0
    assert purge(database, KEPT, ASKED + 70 * DAY + SECOND)["comments"] == 1


@pytest.fixture
def handed_over(database):
    """A hand-off of a known moment with all that comes with it; its mail is taken by the server."""
    with database.writing() as session:
        row, _ = transmit(session, "", Transmission("CANARY asked", "CANARY summary", "CANARY@exemple.fr"))
        marked.about(session, row, "CANARY")
        row.asked_at = ASKED
        mail = session.scalars(select(OutgoingMail)).one()
        mail.created_at = mail.sent_at = ASKED
    return row.id


@pytest.mark.parametrize(("replied", "last_word"), [(None, ASKED), (ASKED + 60 * DAY, ASKED + 60 * DAY)])
def test_a_hand_off_and_its_address_go_after_the_last_word(handed_over, database, replied, last_word):
    with database.writing() as session:
        session.get(HandoffRow, handed_over).replied_at = replied
    purge(database, KEPT, last_word + 180 * DAY)
    assert [row.email for row in marked.handoffs(database)] == ["CANARY@exemple.fr"]
    assert purge(database, KEPT, last_word + 180 * DAY + SECOND)["handoffs"] == 1
    assert {name for name, _ in marked.found("CANARY", database=database)} == {"faq_version"}


def test_a_mail_that_was_taken_goes_with_the_words_and_one_that_waits_stays(handed_over, database):
    with database.writing() as session:
        session.add(
            OutgoingMail(scheme="", handoff_id=handed_over, recipient="x", subject="", body="", created_at=ASKED)
        )
    assert purge(database, KEPT, ASKED + 31 * DAY)["mails"] == 1
    with database.reading() as session:
        assert session.scalars(select(OutgoingMail.recipient)).all() == ["x"]


def test_a_mail_given_up_stays_to_be_seen_then_goes(handed_over, database):
    with database.writing() as session:
        mail = session.scalars(select(OutgoingMail)).one()
        mail.sent_at = mail.due_at = None
    assert purge(database, KEPT, ASKED + 30 * DAY)["mails"] == 0
    assert purge(database, KEPT, ASKED + 30 * DAY + SECOND)["mails"] == 1


def test_the_trace_of_an_erasure_goes_after_a_year(database):
    with database.writing() as session:
        session.add(Erasure(receipt="x" * 64, scheme="", erased_at=ASKED, counts={}))
    assert purge(database, KEPT, ASKED + 365 * DAY)["erasures"] == 0
    assert purge(database, KEPT, ASKED + 365 * DAY + SECOND)["erasures"] == 1


def test_wrong_passwords_are_forgotten_after_a_day(database):
    with database.writing() as session:
        session.add_all([LoginFailure(key="k", failed_at=now() - 2 * DAY), LoginFailure(key="k")])
    assert purge(database, Retention())["failures"] == 1


def test_many_are_purged_in_batches_so_that_nobody_waits_for_all(database):
    with database.writing() as session:
        for _ in range(BATCH + 1):
            marked.exchange(session, "CANARY", asked_at=ASKED)
    begun = []
    event.listen(database.engine, "commit", begun.append)
    assert purge(database, KEPT, ASKED + 31 * DAY)["texts"] == BATCH + 1
    assert len(begun) >= 3
    assert purge(database, KEPT, ASKED + 31 * DAY)["texts"] == 0


def test_a_month_later_no_byte_of_the_words_is_left_in_the_files(tmp_path):
    opened = open_database(f"sqlite:///{tmp_path / 'assistant.db'}")
    upgrade(opened)
    marked.crowd(opened, 0, "CANARY")
    copy = tmp_path / "assistant.db.before-0001"
    copy.write_bytes(b"CANARY0000")
    os.utime(copy, (marked.START.timestamp(),) * 2)
    purge(opened, KEPT, marked.START + 31 * DAY)
    assert overwrite(opened, whole=True)
    opened.close()
    assert counted(opened, Exchange) == 400
    opened.close()
    assert [path for path in tmp_path.iterdir() if re.search(rb"CANARY\d", path.read_bytes())] == []


def test_the_settings_say_how_long_unless_changed():
    settings = Settings()
    said = (settings.keep_exchanges_days, settings.keep_statistics_days, settings.keep_handoffs_days)
    assert Retention(*said, settings.keep_journal_days) == Retention()


def test_nothing_of_an_expired_text_is_left_in_a_file_of_sqlite(tmp_path, database, keep):
    keep("canari-4f1c", 1, at=now() - 31 * DAY)
    purge(database, Retention())
    if database.engine.dialect.name == "sqlite":
        name = database.engine.url.database
        for file in (name, f"{name}-wal"):
            assert b"canari-4f1c" not in Path(file).read_bytes()
