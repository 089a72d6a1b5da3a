import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from assistant.errors import MigrationFailed
from assistant.records.database import open_database
from assistant.records.tables import Base
from assistant.records.upgrade import upgrade


def test_the_migrations_make_the_tables_that_the_code_declares(database):
    with database.reading() as session:
        assert compare_metadata(MigrationContext.configure(session.connection()), Base.metadata) == []


def test_upgrading_twice_changes_nothing(database):
    before = sorted(inspect(database.engine).get_table_names())
    assert upgrade(database) is None
    assert sorted(inspect(database.engine).get_table_names()) == before


def test_the_tables_are_reached_from_each_step(database_url):
    opened = open_database(database_url)
    for step in ("0001", "0002", "head"):
        upgrade(opened, step)
    with opened.reading() as session:
        assert compare_metadata(MigrationContext.configure(session.connection()), Base.metadata) == []
    opened.close()


@pytest.mark.slow
def test_an_upgrade_killed_fifty_times_leaves_the_old_tables_or_the_new_ones(database_url):
    command = [sys.executable, "-m", "tests.support.killed_upgrades", database_url, "50"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    *found, last = done.stdout.split()
    assert len(found) == 50 and last == "0002"
    assert len(set(found)) > 1  # some were killed in time: they are as they began, from nothing or from the first step


def test_a_file_is_copied_before_it_is_upgraded(tmp_path):
    file = tmp_path / "records.db"
    database = open_database(f"sqlite:///{file}")
    assert upgrade(database, "0001") is None
    copy = upgrade(database)
    database.close()
    assert copy == f"{file}.before-0001"
    before = open_database(f"sqlite:///{copy}")
    assert "journal" in inspect(before.engine).get_table_names()
    assert "option" not in inspect(before.engine).get_table_names()
    before.close()


def test_tables_of_a_later_version_are_left_alone_and_named(database):
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(MigrationFailed, match="9999"):
        upgrade(database)


def test_a_step_that_fails_leaves_the_tables_as_they_were(database_url):
    opened = open_database(database_url)
    upgrade(opened, "0001")
    with opened.writing() as session:
        session.connection().exec_driver_sql('CREATE TABLE "option" (x INTEGER)')
    with pytest.raises(MigrationFailed) as told:
        upgrade(opened)
    assert "\n" not in str(told.value)
    with opened.reading() as session:
        assert MigrationContext.configure(session.connection()).get_current_revision() == "0001"
        assert "task" not in inspect(session.connection()).get_table_names()
    opened.close()
