"""The database, SQLite or PostgreSQL by its address: what is acknowledged is on the disk.

SQLite is in WAL mode with ``synchronous=FULL`` (each commit reaches the disk before it returns) and
``secure_delete`` (what is erased is overwritten). A transaction that writes takes the lock when it
begins (``BEGIN IMMEDIATE``): one that first read could otherwise fail when it comes to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.orm import Session

from assistant.errors import ConfigurationError, RecordsUnavailable
from assistant.texts import text

#: The address that keeps nothing.
NOTHING = "none"
#: Milliseconds that a connection waits for another one's write.
BUSY = 5000
PRAGMAS = (f"busy_timeout={BUSY}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
DIALECTS = ("sqlite", "postgresql")


class Database:
    """Connections to one database, read and written through ORM sessions."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads: it blocks nobody and is always rolled back.

        Raises RecordsUnavailable when the database can't be reached.
        """
        with _told(), Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that is committed at the end, rolled back on any error.

        Raises RecordsUnavailable when the database can't be reached, is full or stays locked.
        """
        with _told(), Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={"writes": True})
            yield session
            session.commit()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_database(address: str) -> Database:
    """Return the database at an address of SQLAlchemy's form; nothing is created but a folder for a file.

    Raises ConfigurationError for an address that is neither SQLite's nor PostgreSQL's.
    """
    url = _parsed(address)
    if url.get_backend_name() == "sqlite":
        return Database(_sqlite(url))
    return Database(create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=10))


def _parsed(address: str) -> URL:
    try:
        url = make_url(address)
        if url.get_backend_name() == "postgresql" and "+" not in url.drivername:
            url = url.set(drivername="postgresql+psycopg")
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise ConfigurationError(text("records.database.bad_address")) from error
    if url.get_backend_name() not in DIALECTS:
        raise ConfigurationError(text("records.database.bad_address"))
    return url


def _sqlite(url: URL) -> Engine:
    """Return the engine of a file, whose transactions begin when SQLAlchemy says so and not when sqlite3 does."""
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(text("records.database.no_folder", path=url.database)) from error
    engine = create_engine(url, connect_args={"isolation_level": None, "timeout": BUSY / 1000})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, record: Any) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def _told() -> Iterator[None]:
    """Turn a database that can't be used into an error of the project; a wrong statement stays what it is."""
    try:
        yield
    except DBAPIError as error:
        if type(error.orig).__name__ in ("OperationalError", "InterfaceError", "AdminShutdown", "DiskFull"):
            raise RecordsUnavailable(text("records.database.unavailable", cause=_cause(error))) from error
        raise


def _cause(error: DBAPIError) -> str:
    """Return the driver's own words, on one line and without the statement, whose values may be personal."""
    return " ".join(str(error.orig).split())
