"""The page as a mayor meets it, in a real browser, without JavaScript unless said."""

import pytest


@pytest.fixture
def ask(open_page, client):
    """Open the page without JavaScript, type a question and send it."""

    def asked(question, **options):
        page = open_page(java_script_enabled=False, **options)
        page.goto(str(client.base_url))
        page.get_by_label("Votre question").fill(question)
        page.get_by_role("button", name="Envoyer la question").click()
        return page

    return asked


def test_an_answer_is_quoted_and_its_source_opens_on_the_highlighted_quote(ask):
    page = ask("Quel est le taux de financement ?")
    answer = page.get_by_role("article")
    assert "peut atteindre 100% du coût du projet" in answer.inner_text()
    answer.get_by_role("link", name="page 2").first.click()
    marked = page.locator("mark")
    assert "peut atteindre 100% du coût du projet" in marked.first.inner_text()
    assert page.locator(":target").count() == 1 and marked.first.is_visible()


def test_what_the_documents_do_not_say_names_the_contact_with_a_written_message(ask):
    page = ask("Quelle est la date limite de dépôt ?")
    card = page.get_by_role("complementary")
    assert "Bernard COUSIN" in card.inner_text()
    mailto = card.get_by_role("link").get_attribute("href")
    assert mailto.startswith("mailto:bernard.cousin@") and "date%20limite" in mailto


def test_a_described_project_shows_its_verdict_in_words(ask):
    page = ask("Peut-on acheter 4 ordinateurs pour la mairie ?")
    assert page.locator(".verdict").inner_text().endswith("Exclu du financement")


def test_a_second_question_knows_the_first(ask):
    page = ask("Quelle est l'enveloppe pour la Seine-Maritime ?")
    page.get_by_label("Poser une autre question").fill("et au niveau national ?")
    page.get_by_role("button", name="Envoyer la question").click()
    assert "88M€" in page.get_by_role("article").inner_text()


def test_markup_in_a_question_is_shown_and_not_run(open_page, client):
    page = open_page()
    page.goto(str(client.base_url))
    page.get_by_label("Votre question").fill("<img src=x onerror=alert(1)> quel taux ?")
    page.get_by_role("button", name="Envoyer la question").click()
    assert "<img src=x onerror=alert(1)>" in page.get_by_role("article").inner_text()
    assert page.locator("img").count() == 0


def test_the_notice_of_automatic_assistance_comes_before_the_first_question(open_page, client):
    page = open_page(java_script_enabled=False)
    page.goto(str(client.base_url))
    notice, box = page.locator(".notice").bounding_box(), page.get_by_role("textbox").bounding_box()
    assert "assistant automatique" in page.locator(".notice").inner_text() and notice["y"] < box["y"]


def test_a_synthesis_is_said_not_to_be_the_original(open_page, client):
    page = open_page(java_script_enabled=False)
    page.goto(f"{client.base_url}/documents")
    page.get_by_role("link", name="Synthèse tenant lieu du cahier des charges").click()
    assert "n’a pas de valeur officielle" in page.locator(".warning").inner_text()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_window(ask, width):
    page = ask("Où déposer le dossier et qui contacter ?", viewport={"width": width, "height": 720})
    assert page.locator("html").evaluate("e => e.scrollWidth") <= width
