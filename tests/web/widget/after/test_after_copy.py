"""Taking an answer away from the widget: copied, as a file, by the link of a source."""

from datetime import date

import httpx
import pytest
from playwright.sync_api import expect

from assistant.texts.dates import french_date
from tests.web.widget.after.conftest import RATE, put

REFUSED = "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(new Error('no'))}})"
ABSENT = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


def test_an_answer_is_copied_with_its_sources_its_nature_the_date_and_the_notice(asked, recorded):
    page = asked(RATE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier la réponse").click()
    expect(page.get_by_role("status")).to_have_text("La réponse est copiée, avec ses sources.")
    copied = page.evaluate("navigator.clipboard.readText()").replace("\xa0", " ")
    answer = httpx.post(f"{recorded}/api/chat", json={"question": RATE}).json()
    assert f"Question :\n{RATE}" in copied and answer["answer"].replace("\xa0", " ") in copied
    for number, source in enumerate(answer["citations"], 1):
        quote = " ".join(source["quote"].split())
        assert f"{number}. « {quote} »\n{source['title']}, " in copied
        assert f", page {source['page']} (Document officiel)\n{recorded}{source['url']}" in copied
    assert "Nature de la réponse : D’après le document officiel." in copied
    today = french_date(date.today())
    assert f"assistant automatique (Assistant de la préfecture) et copié le {today}" in copied
    with page.expect_download() as saved:
        page.get_by_role("button", name="Télécharger").click()
    assert saved.value.suggested_filename == "reponse-assistant.txt"
    assert saved.value.path().read_text("utf-8").replace("\xa0", " ") == copied


@pytest.mark.parametrize("clipboard", [REFUSED, ABSENT], ids=["refused", "absent"])
def test_where_the_browser_refuses_to_copy_the_text_is_there_selected(opened, clipboard):
    page = opened()
    page.evaluate(clipboard)
    put(page, RATE)
    page.get_by_role("button", name="Copier la réponse").click()
    box = page.get_by_label("copie automatique n’est pas permise")
    expect(box).to_be_focused()
    assert box.evaluate("e => e.readOnly && e.selectionStart === 0 && e.selectionEnd === e.value.length")
    assert RATE in box.input_value()


def test_the_link_of_a_source_leads_to_its_passage(opened):
    page = opened()
    put(page, RATE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Copier le lien d’une source").click()
    page.get_by_role("button", name="Copier le lien de la source 1").click()
    expect(page.get_by_role("status")).to_have_text("Le lien est copié.")
    other = page.context.new_page()
    other.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(other.locator("mark").first).to_contain_text("100%")
