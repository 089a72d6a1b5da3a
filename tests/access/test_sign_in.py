import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import argon2
import pytest

from assistant.access import accounts, attempts, passwords
from assistant.access.sign_in import identify
from assistant.records.tables import LoginFailure, User
from assistant.records.tables.base import now

OTHER = "cheval agrafe pile faux"


def test_a_login_however_it_is_typed_and_its_password_open_the_account(database, add):
    add()
    assert identify(database, " A.MARTIN ", add.password).user.login == "a.martin"
    assert identify(database, "a.martin", OTHER).user is None


@pytest.mark.parametrize("case", ["closed", "without a password", "unknown"])
def test_no_password_opens_an_account_that_is_not_open(database, add, case):
    if case != "unknown":
        user = add(password=None) if case == "without a password" else add()
    if case == "closed":
        with database.writing() as session:
            accounts.disable(session, "test", session.get_one(User, user.id))
    attempt = identify(database, "a.martin", add.password)
    assert (attempt.user, attempt.wait, attempt.known) == (None, 0, case != "unknown")


@pytest.mark.parametrize("login", ["a.martin", "nobody"])
def test_ten_wrong_passwords_make_an_account_wait_and_no_other(database, add, login):
    add()
    add("b.durand")
    for _ in range(attempts.MOST):
        assert identify(database, login, OTHER).wait == 0
    waiting = identify(database, login.upper(), add.password)
    assert waiting.user is None
    assert 0 < waiting.wait <= attempts.WINDOW.total_seconds()
    assert identify(database, "b.durand", add.password).user is not None


def test_fifty_attempts_at_once_are_not_more_than_ten_either(database, add):
    add()
    with ThreadPoolExecutor(20) as pool:
        done = list(pool.map(lambda _: identify(database, "a.martin", OTHER), range(50)))
    assert sum(attempt.wait == 0 for attempt in done) == attempts.MOST


def test_an_account_opens_again_after_a_quarter_of_an_hour(database, add):
    add()
    with database.writing() as session:
        for _ in range(attempts.MOST):
            assert attempts.begin(session, "a.martin", now() - timedelta(minutes=16)) == 0
    assert identify(database, "a.martin", add.password).user is not None


def test_the_right_password_and_an_administrator_make_wrong_ones_forgotten(database, add):
    user = add()
    for _ in range(attempts.MOST - 1):
        identify(database, "a.martin", OTHER)
    assert identify(database, "a.martin", add.password).user is not None
    for _ in range(attempts.MOST):
        assert identify(database, "a.martin", OTHER).wait == 0
    with database.writing() as session:
        accounts.enable(session, "test", session.get_one(User, user.id))
    assert identify(database, "a.martin", add.password).user is not None


def test_what_was_typed_as_a_login_is_not_in_the_database(database):
    identify(database, "my password by mistake", OTHER)
    with database.reading() as session:
        failure = session.query(LoginFailure).one()
    assert "mistake" not in repr(vars(failure))


def test_a_password_hashed_with_older_parameters_is_hashed_anew_at_the_next_sign_in(database, add):
    older = argon2.PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(add.password)
    user = add(password=older)
    assert identify(database, "a.martin", OTHER).user is None
    assert identify(database, "a.martin", add.password).user is not None
    with database.reading() as session:
        kept = session.get_one(User, user.id).password
    assert kept != older
    assert not passwords.is_outdated(kept)
    assert identify(database, "a.martin", add.password).user is not None


def test_at_most_two_passwords_are_hashed_at_once(monkeypatch):
    running, most = 0, 0

    class Slow:
        def hash(self, password):
            nonlocal running, most
            running += 1
            most = max(most, running)
            time.sleep(0.02)
            running -= 1
            return "kept"

    monkeypatch.setattr(passwords, "_HASHER", Slow())
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(passwords.hashed, ["cheval agrafe pile juste"] * 20))
    assert most == 2


def test_an_account_that_does_not_exist_costs_what_a_wrong_password_does(database, add, statements, monkeypatch):
    add()
    hasher, costs = passwords._HASHER, {}

    class Watched:
        check_needs_rehash = hasher.check_needs_rehash

        @staticmethod
        def verify(kept, password):
            verified.append(argon2.extract_parameters(kept))
            return hasher.verify(kept, password)

    monkeypatch.setattr(passwords, "_HASHER", Watched)
    for login in ("a.martin", "nobody"):
        verified = []
        with statements(database) as made:
            assert identify(database, login, OTHER).user is None
        costs[login] = verified, [statement.partition(" ")[0] for statement in made]
    assert costs["nobody"] == costs["a.martin"] and len(costs["nobody"][0]) == 1
