"""The database brought to this version's tables: all of it or nothing, after a copy was made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import MigrationFailed
from assistant.records.database import NOTHING, Database, open_database
from assistant.records.locks import serialise
from assistant.texts import text


def upgrade(database: Database, to: str = "head") -> str | None:
    """Bring the tables to a version, by default the newest; return where the copy lies, None when none was needed.

    One transaction holds every step: a process killed meanwhile leaves the tables as they were. A SQLite file that
    holds something is copied beside itself first. Raises MigrationFailed when a step fails or when the tables are
    newer than this version of the assistant, RecordsUnavailable when the database can't be reached.
    """
    config = _config()
    backup: str | None = None
    with database.writing() as session:
        connection = session.connection()
        serialise(session, "upgrade")  # two processes may start together
        now = _known(connection, config)
        if to == "head" and now == ScriptDirectory.from_config(config).get_current_head():
            return None
        if now is not None:
            backup = _copied(database, now)
        _run(config, connection, lambda: command.upgrade(config, to), backup)
    return backup


@contextmanager
def existing(address: str) -> Iterator[Database | None]:
    """Open the database at an address; None where nothing is kept or nothing was yet, and nothing is made.

    Raises ConfigurationError for an unusable address, RecordsUnavailable when it can't be reached.
    """
    if address == NOTHING:
        yield None
        return
    with closing(open_database(address)) as database:
        yield database if has_tables(database) else None


def has_tables(database: Database) -> bool:
    """Tell whether the database has tables of any version; a SQLite file that is not there is not made."""
    url = database.engine.url
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return False
    with database.reading() as session:
        return MigrationContext.configure(session.connection()).get_current_revision() is not None


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _known(connection: Connection, config: Config) -> str | None:
    """Return the version of the tables, None when there are none yet."""
    now = MigrationContext.configure(connection).get_current_revision()
    try:
        if now is not None:
            ScriptDirectory.from_config(config).get_revision(now)
    except CommandError as error:
        raise MigrationFailed(text("records.database.newer", version=now)) from error
    return now


def _run(config: Config, connection: Connection, work: Callable[[], None], backup: str | None) -> None:
    config.attributes["connection"] = connection
    try:
        work()
    except (CommandError, SQLAlchemyError) as error:
        cause = " ".join(str(getattr(error, "orig", error)).split())
        raise MigrationFailed(text("records.database.migration", cause=cause, backup=backup or "–")) from error


def _copied(database: Database, version: str) -> str | None:
    """Copy a SQLite file as it is committed now; other databases have their own backups."""
    name = database.engine.url.database
    if database.engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    copy = Path(f"{name}.before-{version}")
    part = copy.with_name(copy.name + ".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(f"file:{name}?mode=ro", uri=True)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target)
    part.replace(copy)
    return str(copy)
