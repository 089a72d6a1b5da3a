"""An empty database of each kind that the records are kept in, for suites that must pass on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.records.database import Database, open_database
from assistant.records.upgrade import upgrade


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


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database with this version's tables: SQLite, then PostgreSQL."""
    opened = open_database(database_url)
    upgrade(opened)
    yield opened
    opened.close()
