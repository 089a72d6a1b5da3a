from datetime import timedelta

import pytest

from assistant.access import accounts, sessions
from assistant.access.sessions import Lifetime
from assistant.records.tables import Session as AgentSession
from assistant.records.tables import User
from assistant.records.tables.base import now

LIFETIME = Lifetime(timedelta(minutes=30), timedelta(hours=12))


@pytest.fixture
def entered(database, add):
    """Sign an account in; return its number and the key."""
    user = add(role="writer")
    add("admin", role="administrator")
    with database.writing() as session:
        return user.id, sessions.begin(session, user, LIFETIME)


def agent_of(database, key, later=timedelta(0)):
    with database.reading() as session:
        found = sessions.find(session, key, LIFETIME, now() + later)
    return found and found.agent


def test_a_key_lets_its_agent_in_and_no_other_key_does(database, entered):
    number, key = entered
    agent = agent_of(database, key)
    assert (agent.id, agent.login, agent.role) == (number, "a.martin", "writer")
    assert agent_of(database, key[:-1]) is None
    assert agent_of(database, "") is None


def test_the_key_has_256_bits_and_is_not_in_the_table(database, entered):
    _, key = entered
    assert len(key) >= 43
    with database.reading() as session:
        row = session.query(AgentSession).one()
        assert key not in (row.key, row.csrf)


def test_a_session_ends_after_half_an_hour_unused_and_after_twelve_hours_in_all(database, entered):
    _, key = entered
    assert agent_of(database, key, timedelta(minutes=29)) is not None
    assert agent_of(database, key, timedelta(minutes=30)) is None
    with database.writing() as session:
        row = session.query(AgentSession).one()
        row.seen_at = row.created_at + timedelta(hours=11, minutes=59)
    assert agent_of(database, key, timedelta(hours=11, minutes=59)) is not None
    assert agent_of(database, key, timedelta(hours=12)) is None


def test_a_clock_that_was_set_back_does_not_make_a_session_last(database, entered):
    _, key = entered
    assert agent_of(database, key, -timedelta(hours=2)) is None


def test_a_visit_is_written_down_once_a_minute(database, entered):
    _, key = entered
    with database.reading() as session:
        assert not sessions.find(session, key, LIFETIME).to_note
        assert sessions.find(session, key, LIFETIME, now() + timedelta(seconds=61)).to_note


@pytest.mark.parametrize("change", ["sign out", "everywhere", "close", "role", "password"])
def test_a_session_ends_with_what_it_relied_on(database, entered, change):
    number, key = entered
    with database.writing() as session:
        user = session.get_one(User, number)
        if change == "sign out":
            sessions.end(session, key)
        elif change == "everywhere":
            sessions.end_all(session, number)
        elif change == "close":
            accounts.disable(session, "test", user)
        elif change == "role":
            accounts.change_role(session, "test", user, "reader")
        else:
            accounts.set_password(session, "test", user, "kept")
    assert agent_of(database, key) is None
