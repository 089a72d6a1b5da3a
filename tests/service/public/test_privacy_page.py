"""What people are told of their data is what is done with them."""

import re

import pytest

from assistant.domain import Contact
from assistant.records.options import set_contact
from assistant.records.retention import Retention
from assistant.settings import Settings
from assistant.texts import table
from assistant.wiring import retention
from tests.service.public.conftest import code_in, text_of, transmitted

#: As many numbers as there are durations, each said by nothing else on a page.
KEPT = Retention(exchanges=11, statistics=1222, handoffs=333, journal=4444)


@pytest.fixture
def told(serve, settings, records):
    """Read a page of a service that keeps as long as ``KEPT`` says."""
    client = serve(settings, records=records, kept=KEPT, max_body=65536).client
    client.headers["accept"] = "text/html"
    return client


def days(page):
    return {int(found) for found in re.findall(r"(\d+)\s+jours", text_of(page))}


def test_each_duration_on_a_page_is_that_of_the_settings(told):
    assert days(told.get("/confidentialite").text) == {11, 1222, 333, 4444}
    assert days(told.get("/transmettre").text) == {11, 333}
    assert days(told.get("/").text) == {11}
    code = code_in(transmitted(told))
    assert days(told.post("/recu/effacer", data={"code": code, "confirmer": "oui"}).text) == {11, 1222}


def test_the_durations_of_the_settings_are_those_of_the_records():
    settings = Settings(
        keep_exchanges_days=1, keep_statistics_days=2, keep_handoffs_days=3, keep_journal_days=4, encoder="none"
    )
    assert retention(settings) == Retention(exchanges=1, statistics=2, handoffs=3, journal=4)


def test_no_duration_is_written_in_the_texts_themselves():
    def sentences(value):
        return [value] if isinstance(value, str) else [s for inner in value.values() for s in sentences(inner)]

    for name in ("public", "notices"):
        for sentence in sentences(table(name)):
            assert not re.search(r"\d+\s+(?:jour|mois|an)", sentence), sentence


def test_the_notice_names_the_contact_the_rights_and_where_to_use_the_code(told):
    said = text_of(told.get("/confidentialite").text)
    for words in ("mission d’intérêt public", "réclamation", "Mme Exemple", "contact@exemple.fr", "aucun cookie"):
        assert words in said
    assert 'href="/recu"' in told.get("/confidentialite").text


def test_the_notice_names_the_contact_set_in_the_console(told, records):
    with records.writing() as session:
        set_contact(session, "", Contact("M. Nouveau", "chef", "nouveau@exemple.fr"))
    assert "nouveau@exemple.fr" in told.get("/confidentialite").text


def test_a_service_that_keeps_nothing_says_so_everywhere(serve, settings):
    client = serve(settings).client
    client.headers["accept"] = "text/html"
    for address in ("/", "/documents", "/confidentialite"):
        page = client.get(address).text
        assert "Aucune question n’est gardée" in text_of(page) and not days(page)
    said = text_of(client.get("/confidentialite").text)
    assert "Rien n’est gardé" in said and "code" not in said


def test_every_page_says_what_is_kept_and_leads_to_the_notice(told):
    for address in ("/", "/documents", "/recu", "/transmettre", "/absent"):
        page = told.get(address).text
        assert "gardées 11 jours" in text_of(page).replace("\u00a0", " ") and 'href="/confidentialite"' in page
