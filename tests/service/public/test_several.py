"""The public pages of each scheme are its own."""

import re

import pytest
from sqlalchemy import select

from assistant.records.tables import HandoffRow, OutgoingMail
from assistant.service.staff.desk import Policy
from tests.service.public.conftest import code_in, count, text_of, transmitted
from tests.support.serving import built


@pytest.fixture
def both(serve, two_schemes, tmp_path, monkeypatch, records):
    settings = built(monkeypatch, two_schemes, tmp_path / "index")
    policy = Policy(public_url="https://assistant.example/")
    client = serve(settings, records=records, policy=policy).client
    client.headers["accept"] = "text/html"
    return client


def test_a_code_of_one_scheme_opens_and_erases_nothing_in_another(both, records):
    code = code_in(transmitted(both, root="/s/aide-a"))
    for address in ("/recu", "/recu/effacer", "/recu/donnees"):
        wrong = both.post(f"/s/aide-b{address}", data={"code": code, "confirmer": "oui"})
        assert wrong.status_code == 404
    assert count(records, HandoffRow) == 1
    assert "En attente" in text_of(both.post("/s/aide-a/recu", data={"code": code}).text)
    both.post("/s/aide-a/recu/effacer", data={"code": code, "confirmer": "oui"})
    assert both.post("/s/aide-b/recu", data={"code": code}).status_code == 404
    assert "Tout est effacé" in text_of(both.post("/s/aide-a/recu", data={"code": code}).text)


def test_an_opinion_on_an_answer_of_another_scheme_is_not_taken(both):
    answer = both.post("/api/chat", json={"question": "Quel est le taux ?", "scheme": "aide-a"}).json()
    given = {"answer_id": answer["id"], "utile": "oui"}
    assert both.post("/s/aide-b/avis", data=given).status_code == 404
    assert both.post("/s/aide-a/avis", data=given).status_code == 200


def test_every_link_of_the_pages_stays_in_the_scheme(both):
    pages = [both.get(f"/s/aide-a{path}").text for path in ("/", "/transmettre", "/recu", "/confidentialite")]
    pages.append(transmitted(both, root="/s/aide-a"))
    pages.append(both.post("/s/aide-a/recu", data={"code": code_in(pages[-1])}).text)
    for page in pages:
        assert not re.search(r'(?:href|action)="/(?!s/aide-a/|static/|")', page)


def test_the_mail_goes_to_the_scheme_s_own_contact_and_leads_to_its_own_console(both, records):
    page = transmitted(both, root="/s/aide-b")
    assert "https://assistant.example/s/aide-b/recu" in page
    with records.reading() as session:
        mail = session.scalars(select(OutgoingMail)).one()
    assert mail.recipient == "autre@exemple.fr"
    assert "https://assistant.example/s/aide-b/staff/transmissions/" in mail.body


def test_the_page_that_offers_the_schemes_leads_to_no_page_of_none(both):
    page = both.get("/").text
    assert "/recu" not in page and "/confidentialite" not in page
    assert both.get("/recu").status_code == both.get("/confidentialite").status_code == 404
