from datetime import timedelta

import pytest

from assistant.access import accounts, invitations
from assistant.access.roles import Role
from assistant.errors import AccessError
from assistant.records.tables import JournalLine, User
from assistant.records.tables.base import now


def actions(database):
    with database.reading() as session:
        return [
            (line.actor, line.action, line.target) for line in session.query(JournalLine).order_by(JournalLine.number)
        ]


@pytest.mark.parametrize(
    ("login", "name", "role", "field"),
    [
        ("a.martin", "Autre", "reader", "login"),
        ("A.MARTIN ", "Autre", "reader", "login"),
        ("", "Autre", "reader", "login"),
        ("deux mots", "Autre", "reader", "login"),
        ("é.martin", "Autre", "reader", "login"),
        ("x" * 121, "Autre", "reader", "login"),
        ("b\x00", "Autre", "reader", "login"),
        ("b.durand", "  ", "reader", "name"),
        ("b.durand", "x" * 201, "reader", "name"),
        ("b.durand", "B.\x1b[31m Durand", "reader", "name"),
        ("b.durand", "Autre", "chief", "role"),
    ],
)
def test_an_account_that_cannot_be_is_refused_at_its_field(database, add, login, name, role, field):
    add()
    with pytest.raises(AccessError) as refused, database.writing() as session:
        accounts.create(session, "test", login, name, role)
    assert refused.value.field == field


def test_each_change_of_an_account_is_in_the_journal_with_who_made_it(database, add):
    add("admin", role="administrator")
    number = add().id
    with database.writing() as session:
        user = session.get_one(User, number)
        accounts.change_role(session, "admin", user, "writer")
        accounts.change_role(session, "admin", user, "writer")
        accounts.disable(session, "admin", user)
        accounts.disable(session, "admin", user)
        accounts.enable(session, "admin", user)
        accounts.set_password(session, "admin", user, "kept")
    assert actions(database)[2:] == [
        ("admin", "role_changed", "a.martin"),
        ("admin", "account_disabled", "a.martin"),
        ("admin", "account_enabled", "a.martin"),
        ("admin", "password_changed", "a.martin"),
    ]


@pytest.mark.parametrize("work", [accounts.disable, lambda s, a, user: accounts.change_role(s, a, user, "validator")])
def test_the_last_account_that_may_administrate_stays(database, add, work):
    number = add("admin", role="administrator").id
    other = add("second", role="administrator").id
    with database.writing() as session:
        work(session, "test", session.get_one(User, other))
    with pytest.raises(AccessError), database.writing() as session:
        work(session, "test", session.get_one(User, number))
    with database.reading() as session:
        known = session.get_one(User, number)
        assert (known.role, known.disabled_at) == ("administrator", None)


def test_accounts_are_listed_by_login_after_one_of_them(database, add):
    for login in ("chloe", "alain", "basile"):
        add(login)
    with database.reading() as session:
        assert [user.login for user in accounts.listed(session)] == ["alain", "basile", "chloe"]
        assert [user.login for user in accounts.listed(session, "alain", 1)] == ["basile"]


def test_a_role_may_do_what_those_before_it_may():
    assert [[one.may(other) for other in Role] for one in Role] == [
        [True, False, False, False],
        [True, True, False, False],
        [True, True, True, False],
        [True, True, True, True],
    ]


def test_an_invitation_serves_once_for_a_day_and_is_not_in_the_table(database, add):
    number = add(password=None).id
    with database.writing() as session:
        code = invitations.invite(session, "test", session.get_one(User, number))
    with database.writing() as session:
        assert invitations.invited(session, code, now() + timedelta(hours=24)) is None
        assert invitations.invited(session, code[:-1]) is None
        user = invitations.invited(session, code, now() + timedelta(hours=23), lock=True)
        assert code not in (user.invitation, "")
        assert accounts.state_of(user) == "invited"
        accounts.set_password(session, user.login, user, "kept")
    with database.reading() as session:
        assert invitations.invited(session, code) is None
        assert accounts.state_of(session.get_one(User, number)) == "open"


def test_a_second_invitation_replaces_the_first_and_a_closed_account_has_none(database, add):
    number = add().id
    with database.writing() as session:
        user = session.get_one(User, number)
        first = invitations.invite(session, "test", user)
        second = invitations.invite(session, "test", user)
        assert invitations.invited(session, first) is None
        assert invitations.invited(session, second) is not None
        accounts.disable(session, "test", user)
        assert invitations.invited(session, second) is None
        with pytest.raises(AccessError):
            invitations.invite(session, "test", user)
