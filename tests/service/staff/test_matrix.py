"""Every route of the service, and the least role that opens it. A new route is one line in ``LEAST``."""

import re
from collections import defaultdict
from contextlib import ExitStack
from types import SimpleNamespace

import httpx
import pytest
from fastapi.routing import iter_route_contexts
from sqlalchemy import select

from assistant.access.roles import Role
from assistant.records.database import open_database
from assistant.records.tables import Base
from assistant.records.upgrade import upgrade
from assistant.service.app import create_app
from assistant.service.holder import Holder
from tests.support.agents import browser, enter
from tests.support.serving import running

PUBLIC = "public"
READER, WRITER, VALIDATOR, ADMINISTRATOR = Role

#: Addresses as in a service of one scheme; ``{…}`` is filled with "1".
LEAST = {
    "GET /": PUBLIC,
    "GET /openapi.json": PUBLIC,
    "POST /question": PUBLIC,
    "GET /documents": PUBLIC,
    "GET /documents/{document_id}": PUBLIC,
    "GET /documents/{document_id}/original": PUBLIC,
    "GET /documents/{document_id}/pages/{number}.png": PUBLIC,
    "GET /fonctionnement": PUBLIC,
    "GET /accessibilite": PUBLIC,
    "GET /faq": PUBLIC,
    "GET /faq/{entry_id}": PUBLIC,
    "GET /confidentialite": PUBLIC,
    "POST /avis": PUBLIC,
    "GET /transmettre": PUBLIC,
    "POST /transmettre": PUBLIC,
    "POST /transmettre/formulaire": PUBLIC,
    "GET /recu": PUBLIC,
    "POST /recu": PUBLIC,
    "POST /recu/effacer": PUBLIC,
    "POST /recu/donnees": PUBLIC,
    "POST /api/chat": PUBLIC,
    "POST /api/feedback": PUBLIC,
    "POST /api/handoff": PUBLIC,
    "GET /api/labels": PUBLIC,
    "GET /health/live": PUBLIC,
    "GET /health/ready": PUBLIC,
    "GET /staff": READER,
    "GET /staff/connexion": PUBLIC,
    "POST /staff/connexion": PUBLIC,
    "GET /staff/connexion/fournisseur": PUBLIC,
    "GET /staff/connexion/retour": PUBLIC,
    "POST /staff/deconnexion": READER,
    "GET /staff/a-traiter": READER,
    "POST /staff/a-traiter/{question_id}/mettre-de-cote": WRITER,
    "POST /staff/a-traiter/{question_id}/reprendre": WRITER,
    "GET /staff/questions/{question_id}": READER,
    "GET /staff/questions.csv": VALIDATOR,
    "GET /staff/statistiques": READER,
    "GET /staff/statistiques.csv": READER,
    "GET /staff/transmissions": READER,
    "GET /staff/transmissions/{number}": READER,
    "POST /staff/transmissions/{number}/repondre": WRITER,
    "POST /staff/transmissions/{number}/clore": WRITER,
    "GET /staff/courriels": READER,
    "POST /staff/courriels/{number}/renvoyer": WRITER,
    "GET /staff/faq": READER,
    "GET /staff/faq/{entry_id:int}": READER,
    "GET /staff/faq/{entry_id:int}/essai": READER,
    "POST /staff/faq/{entry_id:int}/essai": READER,
    "GET /staff/faq/controle": READER,
    "POST /staff/faq/controle": READER,
    "GET /staff/faq/export.csv": READER,
    "GET /staff/faq/export.xlsx": READER,
    "GET /staff/faq/import": WRITER,
    "POST /staff/faq/import": WRITER,
    "POST /staff/faq/import/confirmer": WRITER,
    "GET /staff/faq/nouvelle": WRITER,
    "POST /staff/faq/nouvelle": WRITER,
    "GET /staff/faq/{entry_id:int}/modifier": WRITER,
    "POST /staff/faq/{entry_id:int}/modifier": WRITER,
    "POST /staff/faq/{entry_id:int}/proposer": WRITER,
    "POST /staff/faq/{entry_id:int}/reprendre": WRITER,
    "POST /staff/faq/{entry_id:int}/abandonner": WRITER,
    "POST /staff/faq/{entry_id:int}/valider": VALIDATOR,
    "POST /staff/faq/{entry_id:int}/renvoyer": VALIDATOR,
    "POST /staff/faq/{entry_id:int}/retirer": VALIDATOR,
    "POST /staff/faq/{entry_id:int}/republier": VALIDATOR,
    "GET /staff/corpus": READER,
    "GET /staff/corpus/documents/{document_id}": READER,
    "GET /staff/corpus/documents/{document_id}/comparer": READER,
    "GET /staff/corpus/depot": ADMINISTRATOR,
    "POST /staff/corpus/depot": ADMINISTRATOR,
    "GET /staff/corpus/a-la-date": READER,
    "POST /staff/corpus/mise-a-jour": ADMINISTRATOR,
    "POST /staff/corpus/retour": ADMINISTRATOR,
    "POST /staff/corpus/publier": ADMINISTRATOR,
    "GET /staff/evaluation": READER,
    "GET /staff/evaluation/{number}": READER,
    "POST /staff/evaluation": VALIDATOR,
    "GET /staff/textes": READER,
    "POST /staff/textes/interlocuteur": ADMINISTRATOR,
    "POST /staff/textes/annonce": ADMINISTRATOR,
    "POST /staff/textes/suspension": ADMINISTRATOR,
    "GET /staff/compte": READER,
    "POST /staff/compte": READER,
    "POST /staff/compte/deconnexions": READER,
    "GET /staff/invitation/{code}": PUBLIC,
    "POST /staff/invitation/{code}": PUBLIC,
    "GET /staff/comptes": ADMINISTRATOR,
    "POST /staff/comptes": ADMINISTRATOR,
    "GET /staff/comptes/nouveau": ADMINISTRATOR,
    "GET /staff/comptes/{number}": ADMINISTRATOR,
    "POST /staff/comptes/{number}/role": ADMINISTRATOR,
    "POST /staff/comptes/{number}/fermer": ADMINISTRATOR,
    "POST /staff/comptes/{number}/rouvrir": ADMINISTRATOR,
    "POST /staff/comptes/{number}/invitation": ADMINISTRATOR,
    "GET /staff/journal": ADMINISTRATOR,
}
STAFF = {route: least for route, least in LEAST.items() if least is not PUBLIC}
#: What ends the session of the agent who does it.
LEAVING = {"POST /staff/deconnexion", "POST /staff/compte/deconnexions"}
POSTS = [route for route in STAFF if route.startswith("POST")]
#: What reading may write: that somebody read, and when an agent was last here.
TRACES = {"journal", "session", "option"}


@pytest.fixture(scope="module")
def console(tmp_path_factory):
    """A console without an index, the same for all these tests: they look at each route many times."""
    folder = tmp_path_factory.mktemp("console")
    records = open_database(f"sqlite:///{folder / 'console.db'}")
    upgrade(records)
    closed = Holder(lambda: None, lambda: None)
    with ExitStack() as stack:
        address = stack.enter_context(running(create_app(closed, records=records)))
        client = stack.enter_context(httpx.Client(base_url=address, timeout=20))

        def as_(role):
            return stack.enter_context(browser(address, enter(records, role)))

        yield SimpleNamespace(address=address, client=client, records=records, as_=as_)
    records.close()


def routes_of(app):
    """Return « METHOD /path » of each route, as in a service of one scheme."""
    known = ((context.methods or (), context.path) for context in iter_route_contexts(app.routes))
    return {
        f"{method} {re.sub(r'^/s/{scheme}', '', path) or '/'}"
        for methods, path in known
        if path not in ("/widget", "/static")
        for method in set(methods) - {"HEAD"}
    }


def send(client, route, form=None, **headers):
    method, path = route.split(" ")
    path = re.sub(r"{[\w:]+}", "1", path)
    if method == "GET":
        return client.get(path, headers={"accept": "text/html"})
    return client.post(path, data=form or {}, headers={"accept": "text/html", **headers})


def own(console):
    return {
        "origin": console.address,
        "sec-fetch-site": "same-origin",
        "content-type": "application/x-www-form-urlencoded",
    }


def rows(records, without=frozenset()):
    """Return all that the database holds, but for some tables."""
    held = defaultdict(list)
    with records.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name not in without:
                held[table.name] = sorted(map(repr, session.execute(select(table)).all()))
    return held


def leads_to_sign_in(response):
    return response.status_code == 303 and response.headers["location"].startswith("/staff/connexion")


@pytest.mark.parametrize("schemes", ["one", "several"])
def test_every_route_is_in_the_table_and_the_table_has_no_other(schemes, records):
    alone = Holder(lambda: None, lambda: None)
    app = create_app(alone if schemes == "one" else {"a": alone, "b": alone}, records=records)
    assert routes_of(app) == set(LEAST)


@pytest.mark.parametrize("route", [route for route, least in LEAST.items() if least is PUBLIC])
def test_a_public_route_asks_nobody_who_they_are_and_sets_no_cookie(console, route):
    answered = send(console.client, route, **own(console))
    assert answered.status_code != 403
    assert not leads_to_sign_in(answered)
    assert "set-cookie" not in answered.headers


@pytest.mark.parametrize("route", STAFF)
def test_nobody_is_led_to_the_sign_in_page(console, route):
    assert leads_to_sign_in(send(console.client, route, **own(console)))


@pytest.mark.parametrize("route", STAFF)
def test_each_role_opens_what_is_its_own_and_no_more(console, route):
    for role in Role:
        agent = console.as_(role)
        answered = send(agent, route, {"csrf": agent.agent.csrf}, **own(console))
        if role.may(STAFF[route]):
            assert answered.status_code != 403, role
            assert not leads_to_sign_in(answered) or route in LEAVING, role
            assert answered.status_code < 500 or answered.status_code == 503, role
        else:
            assert answered.status_code == 403, role


@pytest.mark.parametrize("route", POSTS)
@pytest.mark.parametrize(
    "wrong",
    [
        {"csrf": ""},
        {"csrf": "é"},
        {"csrf": "another"},
        {"origin": "https://ailleurs.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"content-type": "text/plain"},
        {"content-type": "application/json"},
    ],
    ids=str,
)
def test_a_form_that_is_not_the_agents_own_changes_nothing(console, route, wrong):
    agent = console.as_(ADMINISTRATOR)
    before = rows(console.records)
    form = {"csrf": wrong.get("csrf", agent.agent.csrf)}
    answered = send(agent, route, form, **{**own(console), **{k: v for k, v in wrong.items() if k != "csrf"}})
    assert answered.status_code == 403
    assert rows(console.records) == before


@pytest.mark.parametrize("wrong", [{"origin": "https://ailleurs.example"}, {"origin": "null"}, {"origin": ""}], ids=str)
def test_nobody_signs_in_from_another_site(console, wrong):
    answered = send(
        console.client, "POST /staff/connexion", {"login": "a", "password": "b"}, **{**own(console), **wrong}
    )
    assert answered.status_code == 403


def test_reading_changes_nothing_but_the_trace_of_it(console):
    agent = console.as_(ADMINISTRATOR)
    before = rows(console.records, TRACES)
    for route in LEAST:
        if route.startswith("GET"):
            send(agent, route)
    assert rows(console.records, TRACES) == before
