from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

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
