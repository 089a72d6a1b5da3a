"""Taking an answer away from the widget: copied, as a file, by the link of a source."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from assistant.service.templates import PARIS
from assistant.texts.dates import french_date
from tests.web.widget.after.conftest import RATE

REFUSED = "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(new Error('no'))}})"
ABSENT = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


def test_an_answer_is_copied_with_its_sources_its_nature_the_date_and_the_notice(asked):
    page = asked(RATE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier la réponse").click()
    expect(page.get_by_role("status")).to_have_text("La réponse est copiée, avec ses sources.")
    copied = page.evaluate("navigator.clipboard.readText()").replace("\xa0", " ")
    source = page.get_by_role("link", name="Circulaire du 14 avril 2021").first.get_attribute("href")
    today = french_date(datetime.now(PARIS).date())
    for words in (f"Question :\n{RATE}", "Réponse :\n", "« Le taux maximum de l'aide est de 80 % du coût du projet. »",
                  f"Circulaire du 14 avril 2021, 14 avril 2021, page 1 (Document officiel)\n{source}",
                  "Nature de la réponse : Réponse tirée du document officiel.",
                  f"assistant automatique (Assistant de la préfecture) et copié le {today}"):  # fmt: skip
        assert words in copied
    with page.expect_download() as saved:
        page.get_by_role("button", name="Télécharger").click()
    assert saved.value.suggested_filename == "reponse-assistant.txt"
    assert saved.value.path().read_text("utf-8").replace("\xa0", " ") == copied


@pytest.mark.parametrize("clipboard", [REFUSED, ABSENT], ids=["refused", "absent"])
def test_where_the_browser_refuses_to_copy_the_text_is_there_selected(opened, open_page, clipboard):
    page = opened()
    page.evaluate(clipboard)
    page.get_by_label("Votre question", exact=True).fill(RATE)
    page.get_by_role("button", name="Envoyer", exact=True).click()
    page.get_by_role("button", name="Copier la réponse").click()
    box = page.get_by_label("copie automatique n’est pas permise")
    expect(box).to_be_focused()
    assert box.evaluate("e => e.readOnly && e.selectionStart === 0 && e.selectionEnd === e.value.length")
    assert "80 %" in box.input_value()


def test_the_link_of_a_source_leads_to_its_passage(asked):
    page = asked(RATE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Copier le lien d’une source").click()
    page.get_by_role("button", name="Copier le lien de la source 1").click()
    expect(page.get_by_role("status")).to_have_text("Le lien est copié.")
    other = page.context.new_page()
    other.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(other.locator("mark").first).to_contain_text("80 %")
