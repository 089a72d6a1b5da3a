"""The widget in a host page of another origin, under a policy that allows the service and nothing else."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def embedded(open_page, host, serve, real_settings):
    """Embed the widget in a host page; return the page and the service."""

    def start(**limits):
        handler, address = host()
        service = serve(real_settings, **{"allowed_origins": [address], **limits})
        handler.service = service.address
        page = open_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        return page, service

    return start


@pytest.fixture
def opened(embedded):
    """Open the widget and return its page."""

    def start(**limits):
        page, _ = embedded(**limits)
        page.get_by_role("button", name="Poser une question").click()
        return page

    return start


def put(page, question):
    page.get_by_label("Votre question").fill(question)
    page.get_by_label("Votre question").press("Enter")


def test_an_answer_comes_with_its_source_in_a_host_page_under_a_strict_policy(opened):
    page = opened()
    expect(page.get_by_role("dialog")).to_contain_text("assistant automatique")
    put(page, "Quel est le taux de financement ?")
    expect(page.get_by_role("log")).to_contain_text("peut atteindre 100% du coût du projet")
    with page.context.expect_page() as popup:
        page.get_by_role("link", name="page 2").first.click()
    assert "100% du coût" in popup.value.locator("mark").first.inner_text()


def test_an_unsettled_question_shows_the_contact_card(opened):
    page = opened()
    put(page, "Quelle est la date limite de dépôt ?")
    card = page.get_by_role("region", name="Votre interlocuteur à la préfecture")
    expect(card).to_contain_text("Bernard COUSIN")
    assert card.get_by_role("link").get_attribute("href").startswith("mailto:")


def test_a_verdict_is_words_and_a_sign(opened):
    page = opened()
    put(page, "Peut-on acheter 4 ordinateurs pour la mairie ?")
    expect(page.locator(".verdict")).to_have_text("Exclu du financement")


def test_markup_in_a_question_is_text(opened):
    page = opened()
    put(page, "<img src=x onerror=alert(1)> quel est le taux de financement ?")
    expect(page.get_by_role("log")).to_contain_text("100%")
    expect(page.locator(".asked")).to_have_text("<img src=x onerror=alert(1)> quel est le taux de financement ?")
    assert page.locator("assistant-mairie img").count() == 0


def test_escape_closes_it_and_gives_the_focus_back(opened):
    page = opened()
    page.get_by_label("Votre question").press("Escape")
    expect(page.get_by_role("button", name="Poser une question")).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_refusal_for_too_many_questions_keeps_the_question(opened, open_page):
    page = opened(rate_limit=1)
    put(page, "Quel est le taux de financement ?")
    expect(page.get_by_role("log")).to_contain_text("100%")
    put(page, "Qui contacter à la préfecture ?")
    expect(page.get_by_role("alert")).to_contain_text("patientez une minute")
    expect(page.get_by_label("Votre question")).to_have_value("Qui contacter à la préfecture ?")
    open_page.faults.clear()  # the browser itself reports a 429 in its console


def test_without_the_service_the_host_page_keeps_its_own_link(open_page, host):
    handler, address = host()
    handler.service = "http://127.0.0.1:9"
    page = open_page()
    page.goto(address)
    expect(page.get_by_role("link", name="Écrire")).to_be_visible()
    open_page.faults.clear()  # the browser reports the refused connection
