"""``assistant purge`` on both databases: what has expired, and only that, down to the bytes of the files."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant.cli import app
from assistant.records.database import open_database
from assistant.records.handoffs import Transmission, transmit
from assistant.records.retention import Retention, expire
from assistant.records.tables import Exchange, JournalLine
from assistant.records.tables.base import now
from assistant.records.upgrade import upgrade
from assistant.texts import table
from tests.records import marked
from tests.support.commands import refused, typed

DAY = timedelta(days=1)


@pytest.fixture
def database(database_url, monkeypatch):
    """The database that the command is told of, with an exchange and a hand-off of now."""
    monkeypatch.setenv("ASSISTANT_DATABASE", database_url)
    opened = open_database(database_url)
    upgrade(opened)
    with opened.writing() as session:
        marked.exchange(session, "CANARI")
        transmit(session, "", Transmission("CANARI asked", "", "CANARI@exemple.fr"))
    yield opened
    opened.close()


def purged(at=None):
    done = typed(app, "purge", "--json", *(["--at", at.isoformat()] if at else []))
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_a_month_and_a_day_later_no_text_is_left_in_the_table_nor_in_the_files(database, tmp_path):
    assert purged(now() + 31 * DAY)["erased"]["texts"] == 1
    with database.reading() as session:
        assert session.scalars(select(Exchange.question)).all() == [""]
    database.close()
    left = [path for path in tmp_path.glob("records*") if re.search(rb"CANARI (?!asked)", path.read_bytes())]
    assert left == []


def test_a_day_early_nothing_goes(database):
    before = marked.found("CANARI", database=database)
    for days in (0, 29):
        assert purged(now() + days * DAY)["erased"] == {}
    assert purged()["erased"] == {}
    assert marked.found("CANARI", database=database) == before


def test_a_hand_off_and_its_address_go_after_their_own_days(database, tmp_path):
    purged(now() + 180 * DAY - timedelta(minutes=1))
    assert [row.email for row in marked.handoffs(database)] == ["CANARI@exemple.fr"]
    assert purged(now() + 181 * DAY)["erased"]["handoffs"] == 1
    assert marked.found("CANARI", database=database) == []
    database.close()
    assert [path for path in tmp_path.glob("records*") if b"CANARI@" in path.read_bytes()] == []


def test_the_settings_say_how_long(database, monkeypatch):
    monkeypatch.setenv("ASSISTANT_KEEP_EXCHANGES_DAYS", "2")
    monkeypatch.setenv("ASSISTANT_KEEP_HANDOFFS_DAYS", "3")
    assert purged(now() + 2 * DAY + timedelta(minutes=1))["erased"] == {"texts": 1}
    assert purged(now() + 3 * DAY + timedelta(minutes=1))["erased"] == {"handoffs": 1}


def test_the_journal_says_how_much_and_its_own_old_lines_go(database):
    purged(now() + 31 * DAY)
    with database.reading() as session:
        assert [line.details for line in session.scalars(select(JournalLine))] == [{"texts": 1}]
    assert purged(now() + 500 * DAY)["erased"]["journal"] == 1


def test_it_is_told_in_french(database):
    nothing = typed(app, "purge")
    assert nothing.exit_code == 0 and "Rien n’avait expiré" in nothing.stdout
    done = typed(app, "purge", "--at", (now() + 400 * DAY).date().isoformat())
    assert "textes de questions et de réponses" in done.stdout and "questions transmises" in done.stdout


def test_every_kind_of_row_has_its_words(database):
    assert set(expire(database, Retention())) == set(table("upkeep")["erased"])


@pytest.mark.parametrize("at", ["demain", "2026-13-01", "", "24/11/2026"])
def test_a_date_that_is_none_is_refused_before_anything_goes(database, at):
    before = marked.found("CANARI", database=database)
    assert "AAAA-MM-JJ" in refused(typed(app, "purge", "--at", at))
    assert marked.found("CANARI", database=database) == before


def test_a_database_that_is_not_there_is_told_and_not_made(tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_DATABASE", f"sqlite:///{tmp_path / 'absent' / 'records.db'}")
    assert "ASSISTANT_DATABASE" in refused(typed(app, "purge"))
    assert not (tmp_path / "absent" / "records.db").exists()


def test_a_service_that_keeps_nothing_has_nothing_to_purge(monkeypatch):
    monkeypatch.setenv("ASSISTANT_DATABASE", "none")
    done = typed(app, "purge")
    assert done.exit_code == 0 and "rien n’est gardé" in done.stdout
    assert purged() == {}


@pytest.mark.slow
def test_what_a_reader_keeps_in_the_files_is_a_finding(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path / 'records.db'}"
    monkeypatch.setenv("ASSISTANT_DATABASE", address)
    opened = open_database(address)
    upgrade(opened)
    with opened.writing() as session:
        marked.exchange(session, "CANARI", asked_at=datetime(2026, 1, 1, tzinfo=UTC))
    with opened.reading() as reader:
        reader.execute(select(Exchange)).all()
        done = typed(app, "purge")
    assert done.exit_code == 1 and "relancez" in done.stderr
    assert typed(app, "purge").exit_code == 0
    opened.close()
    assert marked.found("CANARI", folder=tmp_path) == []
