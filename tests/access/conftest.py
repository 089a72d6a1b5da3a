import pytest

from assistant.access import accounts, passwords

PASSWORD = "cheval agrafe pile juste"


@pytest.fixture
def add(database):
    """Make an account; ``add.password`` is the password of all of them."""
    kept = passwords.hashed(PASSWORD)

    def make(login="a.martin", role="reader", password=kept):
        with database.writing() as session:
            return accounts.create(session, "test", login, "A. Martin", role, password)

    make.password = PASSWORD
    return make
