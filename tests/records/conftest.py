import pytest

from assistant.records.database import open_database
from assistant.records.upgrade import upgrade


@pytest.fixture
def database(database_url):
    """An empty database with this version's tables: SQLite, then PostgreSQL."""
    opened = open_database(database_url)
    upgrade(opened)
    yield opened
    opened.close()
