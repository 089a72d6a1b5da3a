"""Agents signed in to the console, for tests of its pages."""

import secrets
from types import SimpleNamespace

import httpx
import pytest

from assistant.access import sessions
from assistant.records.database import open_database
from assistant.records.tables import User
from assistant.settings import Settings
from tests.support.databases import copied
from tests.support.exchanges import Statements

#: The password of whoever signs in through the page.
PASSWORD = "cheval agrafe pile juste"


def enter(database, role, login=None):
    """Make an account without a password and sign it in; return its login, the cookie's key and the forms' secret."""
    with database.writing() as session:
        user = User(login=login or f"{role}-{secrets.token_hex(8)}", name=f"Agent {role}", role=role)
        session.add(user)
        session.flush()
        key = sessions.begin(session, user, sessions.Lifetime())
        session.flush()
        csrf = sessions.find(session, key, sessions.Lifetime()).agent.csrf
        return SimpleNamespace(id=user.id, login=user.login, name=user.name, role=role, key=key, csrf=csrf)


def sign_in(page, login):
    """Sign somebody whose password is ``PASSWORD`` in, on the page that asks for it."""
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def browser(address, agent):
    """Return a client that is that agent's browser: httpx would send no Secure cookie over plain HTTP.

    ``client.send_form(path, **fields)`` posts a form as a page of the console does.
    """
    client = httpx.Client(
        base_url=address,
        timeout=90,
        verify=False,
        headers={"cookie": f"__Host-assistant={agent.key}", "accept": "text/html"},
    )

    def send_form(path, files=None, **fields):
        own = {"origin": address, "sec-fetch-site": "same-origin"}
        return client.post(path, data={"csrf": agent.csrf, **fields}, files=files, headers=own)

    client.send_form, client.agent = send_form, agent
    return client


@pytest.fixture
def records(tmp_path, migrated):
    """An empty SQLite database with this version's tables, to serve with ``records=``."""
    opened = open_database(copied(migrated, tmp_path / "console.db"))
    yield opened
    opened.close()


@pytest.fixture
def statements():
    """Collect the statements that a block makes on a database: a page must make as many whatever it lists."""
    return Statements


@pytest.fixture
def open_console(serve, records):
    """Serve settings with a console; on what it returns, ``as_(role)`` is the browser of a new agent."""
    clients = []

    def start(settings, **limits):
        service = serve(settings, records=records, **limits)

        def as_(role, login=None):
            clients.append(browser(service.address, enter(records, role, login)))
            return clients[-1]

        return SimpleNamespace(**vars(service), records=records, as_=as_)

    yield start
    for client in clients:
        client.close()


@pytest.fixture
def console(open_console, tiny_corpus, tmp_path):
    """A console without an index, which starts at once."""
    return open_console(Settings(corpus=tiny_corpus, index=tmp_path / "none", encoder="none"))
