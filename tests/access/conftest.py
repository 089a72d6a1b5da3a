import pytest

from assistant.access import accounts, passwords
from assistant.records.database import open_database
from assistant.records.upgrade import upgrade

PASSWORD = "cheval agrafe pile juste"


@pytest.fixture
def database(database_url):
    """An empty database with this version's tables: SQLite, then PostgreSQL."""
    opened = open_database(database_url)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def add(database):
    """Make an account; ``add.password`` is the password of all of them."""
    kept = passwords.hashed(PASSWORD)

    def make(login="a.martin", role="reader", password=kept):
        with database.writing() as session:
            return accounts.create(session, "test", login, "A. Martin", role, password)

    make.password = PASSWORD
    return make
