"""The way of a question from the page to the prefecture and back, in a real browser without JavaScript."""

import json

import pytest
from sqlalchemy import select

from assistant.records.tables import Feedback, HandoffRow
from assistant.records.tables.base import now
from tests.support.serving import built

NOWHERE = "Quelle est la couleur du cheval du maire ?"


@pytest.fixture
def service(serve, tiny_corpus, tmp_path, monkeypatch, records):
    return serve(built(monkeypatch, tiny_corpus, tmp_path / "index"), records=records, max_body=65536)


@pytest.fixture
def asked(open_page, service):
    """Ask on the page, without JavaScript."""

    def ask(**options):
        page = open_page(java_script_enabled=False, **options)
        page.goto(service.address)
        page.get_by_label("Votre question").fill(NOWHERE)
        page.get_by_role("button", name="Envoyer la question").click()
        return page

    return ask


def one(records, table):
    with records.reading() as session:
        return session.scalars(select(table)).one()


def test_a_question_is_transmitted_replied_to_and_erased_without_javascript(asked, records):
    page = asked()
    page.get_by_role("button", name="Transmettre ma question à la préfecture").click()
    assert page.get_by_label("Votre question").input_value() == NOWHERE
    assert "Réponse de l’assistant" in page.get_by_label("Résumé de la conversation").input_value()
    page.get_by_label("Votre adresse électronique").fill("maire@commune.example")
    page.get_by_label("J’accepte que la préfecture garde mon adresse").check()
    page.get_by_role("button", name="Transmettre", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Votre question est transmise"
    code = page.locator("code").inner_text()
    with records.writing() as session:
        row = session.scalars(select(HandoffRow)).one()
        row.state, row.reply, row.replied_at = "replied", "Il est noir.", now()
    page.get_by_role("navigation").get_by_role("link", name="Suivre ma question").click()
    page.get_by_label("Votre code").fill(code.lower())
    page.get_by_role("button", name="Afficher").click()
    assert "Il est noir." in page.get_by_role("main").inner_text() and code not in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger mes données").click()
    held = json.loads(download.value.path().read_text("utf-8"))
    assert held["handoff"]["email"] == "maire@commune.example" and held["exchanges"][0]["question"] == NOWHERE
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("button", name="Oui, tout effacer").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Tout est effacé"
    with records.reading() as session:
        assert session.scalars(select(HandoffRow)).all() == []


def test_reloading_the_page_of_the_code_transmits_nothing_more(asked, records):
    page = asked()
    page.get_by_role("button", name="Transmettre ma question à la préfecture").click()
    page.get_by_role("button", name="Transmettre", exact=True).click()
    code = page.locator("code").inner_text()
    page.reload()
    assert page.locator("code").inner_text() == code
    assert one(records, HandoffRow).question == NOWHERE


def test_an_opinion_is_given_with_one_click_and_made_precise_with_the_keyboard(asked, records):
    page = asked()
    page.get_by_role("button", name="Non", exact=True).click()
    assert one(records, Feedback).helpful is False
    page.get_by_label("Il manque quelque chose").press("Space")
    page.get_by_label("Commentaire").fill("Et le plafond ?")
    page.get_by_role("button", name="Envoyer la précision").press("Enter")
    assert one(records, Feedback).comment == "Et le plafond ?"
    page.get_by_label("Poser une autre question").fill("Quel est le taux maximum de l'aide ?")
    page.get_by_role("button", name="Envoyer la question").click()
    assert page.locator("form.ask input[name=history]").first.get_attribute("value") == NOWHERE


def test_the_code_is_selected_whole_by_one_click_and_printed(open_page, service):
    page = open_page()
    page.goto(f"{service.address}/transmettre")
    page.get_by_label("Votre question").fill(NOWHERE)
    page.get_by_role("button", name="Transmettre", exact=True).click()
    page.locator("code").click()
    assert page.evaluate("getSelection().toString()").strip() == page.locator("code").inner_text()
    page.emulate_media(media="print")
    assert page.locator("code").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768])
def test_nothing_is_wider_than_the_window_and_targets_are_large(asked, service, width, scheme):
    page = asked(viewport={"width": width, "height": 720}, color_scheme=scheme)

    def fits():
        assert page.locator("html").evaluate("e => e.scrollWidth") <= width, page.url
        for control in page.locator("button, input:not([type=hidden]), textarea").all():
            box = control.bounding_box()
            large = control.evaluate("e => e.type == 'checkbox' || e.type == 'radio'") or box["height"] >= 44
            assert large, control.evaluate("e => e.outerHTML")

    fits()
    page.get_by_role("button", name="Transmettre ma question à la préfecture").click()
    fits()
    page.get_by_role("button", name="Transmettre", exact=True).click()
    code = page.locator("code").inner_text()
    fits()
    page.goto(f"{service.address}/recu")
    fits()
    page.get_by_label("Votre code").fill(code)
    page.get_by_role("button", name="Afficher").click()
    fits()
    page.get_by_role("button", name="Tout effacer").click()
    fits()
    page.goto(f"{service.address}/confidentialite")
    fits()
