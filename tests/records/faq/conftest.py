from types import SimpleNamespace

import pytest

from assistant.records.tables import User


def agent(database, login, role="validator"):
    with database.writing() as session:
        user = User(login=login, name=login.title(), role=role)
        session.add(user)
        session.flush()
        return SimpleNamespace(id=user.id, login=login)


@pytest.fixture
def people(database):
    """Two agents: ``ada`` writes, ``bob`` validates."""
    return SimpleNamespace(ada=agent(database, "ada", "writer"), bob=agent(database, "bob"))
