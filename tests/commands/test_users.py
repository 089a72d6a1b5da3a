import json

import pytest
import typer
import typer.testing

from assistant.access import passwords, sessions
from assistant.access.sign_in import identify
from assistant.commands import doctor, index, users
from assistant.records import journal
from assistant.records.database import open_database
from assistant.records.tables import JournalLine, User
from assistant.records.upgrade import upgrade
from tests.support.commands import refused

PASSWORD = "cheval agrafe pile juste"


@pytest.fixture
def database(tmp_path, monkeypatch):
    """The database that the commands work on."""
    monkeypatch.setenv("ASSISTANT_DATABASE", f"sqlite:///{tmp_path / 'data' / 'assistant.db'}")
    opened = open_database(f"sqlite:///{tmp_path / 'data' / 'assistant.db'}")
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def assistant(database, tiny_corpus, tmp_path, monkeypatch):
    """Run a command with a standard input; return its exit code, output and errors."""
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tiny_corpus))
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "none"))
    monkeypatch.setenv("ASSISTANT_ENCODER", "none")
    app = typer.Typer(pretty_exceptions_enable=False)
    app.add_typer(users.app, name="users")
    app.command("doctor")(doctor.doctor)

    def run(*arguments, stdin=None):
        return typer.testing.CliRunner().invoke(app, list(arguments), input=stdin)

    return run


@pytest.fixture
def create(assistant):
    """Make an account by the command."""

    def run(login="a.martin", role="administrator", *more, stdin=f"{PASSWORD}\n"):
        return assistant("users", "create", login, "--name", "A. Martin", "--role", role, *more, stdin=stdin)

    return run


def test_there_is_no_account_until_one_is_made(assistant, database):
    done = assistant("users", "list", "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_an_account_made_with_a_password_read_on_the_standard_input_signs_in(create, database):
    done = create("A.Martin", "writer", "--password-stdin")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "a.martin" in done.stdout
    assert PASSWORD not in done.stdout
    assert identify(database, "a.martin", PASSWORD).user.role == "writer"


def test_a_password_typed_twice_at_a_terminal_is_not_echoed(create, database, monkeypatch):
    typed = iter([PASSWORD, PASSWORD, PASSWORD, "cheval agrafe pile faux"])
    monkeypatch.setattr(users, "_is_terminal", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **options: next(typed) if options["hide_input"] else "")
    assert create().exit_code == 0
    assert identify(database, "a.martin", PASSWORD).user is not None
    assert "différentes" in refused(create("b.durand"))


@pytest.mark.parametrize(
    ("more", "stdin"),
    [
        ((), f"{PASSWORD}\n{PASSWORD}\n"),
        (("--password-stdin",), ""),
        (("--password-stdin",), "\n"),
        (("--password-stdin",), b"\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\n"),
        (("--password-stdin",), "password1234\n"),
        (("--password-stdin",), "trop court\n"),
        (("--password-stdin", "--invite"), f"{PASSWORD}\n"),
    ],
    ids=["no terminal", "nothing", "empty", "not text", "common", "short", "two ways"],
)
def test_an_account_without_a_usable_password_is_not_made(create, database, more, stdin):
    assert refused(create("a.martin", "reader", *more, stdin=stdin))
    with database.reading() as session:
        assert session.query(User).count() == 0


@pytest.mark.parametrize(("login", "role"), [("A.MARTIN", "reader"), ("deux mots", "reader"), ("b.durand", "chef")])
def test_a_login_or_a_role_that_cannot_be_is_refused_in_one_line(create, login, role):
    create("a.martin", "reader", "--password-stdin")
    assert refused(create(login, role, "--password-stdin"))


def test_a_password_is_never_an_argument(assistant):
    done = assistant("users", "create", "a.martin", PASSWORD, "--name", "A. Martin")
    assert done.exit_code == 2


def test_an_invitation_is_a_link_and_no_password(create, database, monkeypatch):
    monkeypatch.setenv("ASSISTANT_PUBLIC_URL", "https://assistant.example.fr")
    told = json.loads(create("a.martin", "reader", "--invite", "--json", stdin="").stdout)
    assert told["link"].startswith("https://assistant.example.fr/staff/invitation/")
    assert told["state"] == "invited"
    with database.reading() as session:
        assert session.query(User).one().password is None


def test_a_role_a_closure_and_a_password_end_the_sessions(assistant, create, database):
    create("a.martin", "administrator", "--password-stdin")
    create("b.durand", "reader", "--password-stdin")
    for command, stdin in (
        (("role", "b.durand", "writer"), None),
        (("password", "b.durand", "--password-stdin"), "agrafe pile juste cheval\n"),
        (("disable", "b.durand"), None),
    ):
        with database.writing() as session:
            user = session.query(User).filter_by(login="b.durand").one()
            key = sessions.begin(session, user, sessions.Lifetime())
        done = assistant("users", *command, stdin=stdin)
        assert (done.exit_code, done.stderr) == (0, "")
        with database.reading() as session:
            assert sessions.find(session, key, sessions.Lifetime()) is None
    assert identify(database, "b.durand", "agrafe pile juste cheval").user is None
    assert assistant("users", "enable", "b.durand").exit_code == 0
    assert identify(database, "b.durand", "agrafe pile juste cheval").user.role == "writer"
    listed = json.loads(assistant("users", "list", "--json").stdout)
    assert [(one["login"], one["role"], one["state"]) for one in listed] == [
        ("a.martin", "administrator", "open"),
        ("b.durand", "writer", "open"),
    ]
    assert "b.durand · A. Martin · writer · ouvert" in assistant("users", "list").stdout


@pytest.mark.parametrize("command", ["role", "disable", "enable", "password"])
def test_an_account_that_does_not_exist_is_said_in_one_line(assistant, command):
    more = ["reader"] if command == "role" else []
    assert "personne" in refused(assistant("users", command, "personne", *more))


def test_the_last_administrator_stays(assistant, create):
    create("a.martin", "administrator", "--password-stdin")
    assert refused(assistant("users", "disable", "a.martin"))
    assert refused(assistant("users", "role", "a.martin", "reader"))


def test_without_records_there_are_no_accounts(assistant, monkeypatch):
    monkeypatch.setenv("ASSISTANT_DATABASE", "none")
    assert "ASSISTANT_DATABASE" in refused(assistant("users", "list"))


def test_doctor_tells_a_journal_that_was_tampered_with(assistant, create, database, tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    index.index()
    before = assistant("doctor", "--json")
    assert before.exit_code == 0, before.stdout
    assert json.loads(before.stdout)["journal"] == ""
    create("a.martin", "administrator", "--password-stdin")
    create("b.durand", "reader", "--password-stdin")
    told = json.loads(assistant("doctor", "--json").stdout)
    with database.reading() as session:
        assert tuple(told["journal_end"].values()) == journal.head(session)
    with database.writing() as session:
        session.get_one(JournalLine, 1).actor = "nobody"
    done = assistant("doctor", "--json")
    assert done.exit_code == 1
    assert "ligne 1" in json.loads(done.stdout)["journal"]


def test_doctor_makes_no_database(assistant, tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_DATABASE", f"sqlite:///{tmp_path / 'other.db'}")
    assert "base de données" in assistant("doctor").stdout
    assert not (tmp_path / "other.db").exists()


def test_a_password_of_128_signs_with_accents_and_spaces_is_whole(create, database):
    password = ("é ô ü " * 22)[:127] + "z"
    create("a.martin", "reader", "--password-stdin", stdin=f"{password}\n")
    with database.reading() as session:
        kept = session.query(User).one().password
    assert passwords.matches(kept, password)
    assert not passwords.matches(kept, password[:-1])
