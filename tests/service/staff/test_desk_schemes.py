"""The daily desk in a service of several schemes: each has its own, and nothing of another."""

import re

import pytest

from assistant.records.tables import HandoffRow
from assistant.settings import Settings
from tests.support.exchanges import ask, hand_over

PAGES = ("/staff/a-traiter", "/staff/transmissions", "/staff/statistiques")


@pytest.fixture
def desk(open_console, two_schemes, tmp_path):
    """Two schemes; an exchange and a hand-off of the first."""
    console = open_console(Settings(corpus=two_schemes, index=tmp_path / "none", encoder="none"))
    with console.records.writing() as session:
        asked = ask(session, "La TVA est-elle comprise ?", scheme="aide-a")
        other = ask(session, "Une association ?", scheme="aide-a")
        console.number = hand_over(session, other.question, exchange=other, scheme="aide-a").id
        console.asked = asked.id
    return console


@pytest.mark.parametrize("path", PAGES)
def test_a_scheme_s_pages_lead_to_its_own(desk, path):
    page = desk.as_("writer").get(f"/s/aide-a{path}")
    assert page.status_code == 200
    links = re.findall(
        r'(?:href|action)="(/[^"]*/(?:a-traiter|questions|transmissions|faq|statistiques)[^"]*)"', page.text
    )
    assert links
    assert all(link.startswith("/s/aide-a/staff/") for link in links)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_one_scheme_is_on_the_pages_of_another(desk, path):
    page = desk.as_("writer").get(f"/s/aide-b{path}").text
    assert "TVA" not in page
    assert "association" not in page


def test_what_belongs_to_one_scheme_is_neither_read_nor_changed_through_another(desk):
    agent = desk.as_("administrator")
    assert agent.get(f"/s/aide-a/staff/questions/{desk.asked}").status_code == 200
    assert agent.get(f"/s/aide-b/staff/questions/{desk.asked}").status_code == 404
    assert agent.get(f"/s/aide-b/staff/transmissions/{desk.number}").status_code == 404
    assert agent.send_form(f"/s/aide-b/staff/transmissions/{desk.number}/repondre", reponse="Oui.").status_code == 404
    aside = agent.send_form(f"/s/aide-b/staff/a-traiter/{desk.asked}/mettre-de-cote", jusqu="2999-01-01T00:00:00+00:00")
    assert "fait=queue.gone" in aside.headers["location"]
    assert desk.asked not in agent.get("/s/aide-b/staff/questions.csv").text
    assert desk.asked in agent.get("/s/aide-a/staff/questions.csv").text
    with desk.records.reading() as session:
        assert session.get(HandoffRow, desk.number).state == "waiting"


def test_a_change_leads_back_to_the_scheme_it_was_made_in(desk):
    agent = desk.as_("writer")
    aside = agent.send_form(f"/s/aide-a/staff/a-traiter/{desk.asked}/mettre-de-cote", jusqu="2999-01-01T00:00:00+00:00")
    assert aside.headers["location"].startswith("/s/aide-a/staff/a-traiter?")
    replied = agent.send_form(f"/s/aide-a/staff/transmissions/{desk.number}/repondre", reponse="Oui.")
    assert replied.headers["location"].startswith(f"/s/aide-a/staff/transmissions/{desk.number}")
