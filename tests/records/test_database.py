import threading
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from assistant.errors import ConfigurationError, RecordsUnavailable
from assistant.records import database as module
from assistant.records.database import open_database
from assistant.records.tables import Task
from assistant.records.upgrade import upgrade


def add(database):
    with database.writing() as session:
        session.add(Task(scheme="", kind="index"))


def count(database):
    with database.reading() as session:
        return session.query(Task).count()


def test_what_fails_half_way_leaves_nothing(database):
    with pytest.raises(RuntimeError), database.writing() as session:
        session.add(Task(scheme="", kind="index"))
        session.flush()
        raise RuntimeError
    assert count(database) == 0


def test_what_a_reading_session_adds_is_not_kept(database):
    with database.reading() as session:
        session.add(Task(scheme="", kind="index"))
        session.flush()
    assert count(database) == 0


def test_many_writers_at_once_all_succeed(database):
    threads = [threading.Thread(target=add, args=(database,)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(database) == 20


def test_a_moment_without_a_zone_is_refused(database):
    with pytest.raises(StatementError, match="no time zone"), database.writing() as session:
        session.add(Task(scheme="", kind="index", started_at=datetime(2026, 1, 1)))


def test_a_file_of_sqlite_is_synchronous_and_overwrites_what_is_erased(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/new/folder/records.db")
    with database.reading() as session:
        read = {
            name: session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "secure_delete")
        }
    assert read == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
    database.close()


def test_a_database_that_stays_locked_is_told_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PRAGMAS", ("busy_timeout=50",))
    database = open_database(f"sqlite:///{tmp_path}/records.db")
    upgrade(database)
    other = open_database(f"sqlite:///{tmp_path}/records.db")
    with other.writing(), pytest.raises(RecordsUnavailable, match="locked") as told:
        add(database)
    assert "\n" not in str(told.value)
    add(database)
    for opened in (database, other):
        opened.close()


@pytest.mark.parametrize("address", ["", "records.db", "mysql://localhost/x", "nothing://x"])
def test_an_unusable_address_names_its_setting(address):
    with pytest.raises(ConfigurationError, match="ASSISTANT_DATABASE"):
        open_database(address)


def test_a_server_that_is_not_there_is_told_in_one_line():
    database = open_database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(RecordsUnavailable) as told:
        count(database)
    assert "\n" not in str(told.value)
    database.close()
