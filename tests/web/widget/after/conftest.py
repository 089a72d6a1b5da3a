"""The widget in a prefecture's page, on a service that keeps records; what is done there is read in the database."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from assistant.records.retention import Retention
from tests.conftest import with_a_facet
from tests.support.serving import built

RATE = "Quel est le taux maximum de l'aide ?"
NOWHERE = "Quelle est la couleur du cheval du maire ?"


@pytest.fixture
def settings(tiny_corpus, tmp_path, monkeypatch):
    with_a_facet(tiny_corpus)
    return built(monkeypatch, tiny_corpus, tmp_path / "index")


@pytest.fixture
def embedded(serve, host, settings):
    """Serve the widget's service, and a page of another origin that embeds it; return their addresses."""

    def start(**options):
        handler, address = host()
        kept = Retention(exchanges=31, statistics=366, handoffs=181, journal=367)
        limits = {"kept": kept, "max_question": 2000, "max_body": 65536, "allowed_origins": [address]}
        service = serve(settings, **{**limits, **options})
        handler.service = service.address
        return SimpleNamespace(page=address, service=service.address)

    return start


@pytest.fixture
def opened(embedded, records, open_page):
    """Open the widget of a service with records; return its page."""

    def start(**options):
        page = open_page(viewport={"width": 1280, "height": 900})
        page.goto(embedded(**{"records": records, **options}).page)
        page.get_by_role("button", name="Poser une question").click()
        return page

    return start


@pytest.fixture
def asked(opened):
    """Ask a question in the widget; return its page once the answer is there."""

    def ask(question=NOWHERE):
        page = opened()
        put(page, question)
        return page

    return ask


def put(page, question):
    """Ask a question and wait for what can be done with its answer."""
    before = page.locator(".after").count()
    page.get_by_label("Votre question", exact=True).last.fill(question)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator(".after")).to_have_count(before + 1)


def rows(records, table):
    """Return the rows of a table."""
    with records.reading() as session:
        return session.scalars(select(table)).all()
