"""An empty database of each kind that the records are kept in, for suites that must pass on both.

The tables are made once and copied: migrating took more of the suite than what it tests.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.records.database import Database, open_database
from assistant.records.upgrade import upgrade
from tests.support.postgres import Cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database, of SQLite then of PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'records.sqlite'}"
        return
    postgres = request.getfixturevalue("postgres")
    url = postgres.fresh()
    yield url
    postgres.drop(url)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with this version's tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "empty.sqlite"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Cluster) -> str:
    """The URL of a PostgreSQL database with this version's tables and nothing in them, to be copied."""
    url = postgres.fresh()
    _migrated(url)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> Iterator[Database]:
    """An empty database with this version's tables: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        opened = open_database(copied(migrated, tmp_path / "records.sqlite"))
        yield opened
        opened.close()
        return
    postgres = request.getfixturevalue("postgres")
    url = postgres.fresh(like=request.getfixturevalue("migrated_postgres"))
    opened = open_database(url)
    yield opened
    opened.close()
    postgres.drop(url)


def copied(migrated: Path, path: Path) -> str:
    """Copy an empty SQLite file; return the URL of the copy."""
    shutil.copyfile(migrated, path)
    return f"sqlite:///{path}"


def url_of(database: Database) -> str:
    """Return the URL at which another process or thread opens the same database."""
    return database.engine.url.render_as_string(hide_password=False)


def _migrated(url: str) -> None:
    opened = open_database(url)
    upgrade(opened)
    opened.close()
