"""What comes out of the printer: everything a paper file needs, nothing that can only be clicked."""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from assistant.service.about import About
from tests.conftest import with_a_facet
from tests.support.serving import built

RATE = "Quel est le taux maximum de l'aide ?"
SITE = "https://assistant.exemple.fr"


@pytest.fixture
def service(serve, tiny_corpus, tmp_path, monkeypatch, records):
    with_a_facet(tiny_corpus)
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    return serve(settings, records=records, max_body=65536, about=About(public_url=SITE))


def printed(page):
    """Return the words of the page on paper, spaces folded and ligatures spelt."""
    pages = PdfReader(io.BytesIO(page.pdf())).pages
    words = unicodedata.normalize("NFKC", " ".join(each.extract_text() for each in pages))
    return re.sub(r"\s+", " ", words)


def test_an_answer_is_printed_with_its_question_sources_addresses_hour_and_notice(open_page, service):
    page = open_page(java_script_enabled=False, color_scheme="dark")
    page.goto(service.address)
    page.get_by_label("Votre question").fill(RATE)
    page.get_by_role("button", name="Envoyer la question").click()
    paper = printed(page)
    address = page.locator(".sources a").first.get_attribute("href")
    flat = paper.replace(" ", "")
    for words in (RATE, "80 % du coût du projet", "Circulaire du 14 avril 2021", "Document officiel", SITE + address):
        assert words.replace(" ", "") in flat, words
    assert re.search(r"Réponse donnée le \d+ \w+ 20\d\d à \d+\s?h\s?\d\d par un assistant automatique", paper)
    assert "Vous vous adressez à un assistant automatique" in paper
    for words in ("Transmettre ma question", "Envoyer la question", "Vous pouvez aussi demander", "Les documents",
                  "Aller au contenu", "utile"):  # fmt: skip
        assert words not in paper, words
    page.emulate_media(media="print")
    expect(page.locator("body")).to_have_css("color", "rgb(22, 22, 22)")  # dark ink, whatever the screen's theme


def test_a_source_is_printed_with_its_quote_marked_and_where_to_find_it_again(open_page, service):
    page = open_page(java_script_enabled=False)
    page.goto(service.address)
    page.get_by_label("Votre question").fill(RATE)
    page.get_by_role("button", name="Envoyer la question").click()
    page.locator(".sources a").first.click()
    paper = printed(page)
    assert "Le taux maximum de l'aide est de 80 %" in paper and "Passage cité" in paper
    assert f"{SITE}/documents/circulaire?v=" in paper.replace(" ", "")
    for words in ("¶", "Passage suivant", "Télécharger", "Revenir au début"):
        assert words not in paper, words
