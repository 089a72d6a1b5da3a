"""A source as a mayor reads it: the quote in its page, its neighbours, the printed page and the file."""

import pytest
from playwright.sync_api import expect

from assistant.service.about import About
from tests.support.printed import SECOND, TITLE, with_an_annex
from tests.support.serving import built

QUESTION = "Les dépenses de voyage sont-elles exclues de l'aide ?"


@pytest.fixture
def service(serve, tiny_corpus, tmp_path, monkeypatch):
    file = with_an_annex(tiny_corpus)
    started = serve(built(monkeypatch, tiny_corpus, tmp_path / "index"), about=About(pictures=tmp_path / "pictures"))
    started.file = file
    return started


def quoted(service):
    """Return the address of the annex's second page, on what it says of journeys."""
    snapshot = service.holder.current().snapshot
    start = snapshot.pages["annexe", 2].text.index("Les dépenses de voyage")
    span = f"v={snapshot.version}&p=2&d={start}&f={start + 34}"
    return f"{service.address}/documents/annexe?{span}#p2-2"


def test_a_quote_is_read_among_its_neighbours_seen_on_its_page_and_its_file_downloaded(open_page, service):
    page = open_page(java_script_enabled=False)
    page.goto(quoted(service))
    assert page.locator("mark").inner_text() == SECOND[1][:34]
    assert page.locator(":target").locator("mark").count() == 1
    picture = page.get_by_role("img", name="Page 2 du document")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("e => e.naturalWidth") > 1000
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le document d’origine (PDF, ").click()
    assert download.value.path().read_bytes() == service.file.read_bytes()
    assert download.value.suggested_filename == service.file.name
    around = page.get_by_role("navigation", name="Autour du passage cité")
    assert around.get_by_role("link", name="Passage suivant").count() == 0  # it is the last
    around.get_by_role("link", name="Passage précédent").click()
    expect(page.locator("mark")).to_have_text(SECOND[0])
    around.get_by_role("link", name="Passage suivant").click()
    expect(page.locator("mark")).to_have_text(SECOND[1])
    around.get_by_role("link", name="Lien vers ce passage").click()
    expect(page.locator("mark")).to_have_text(SECOND[1])
    page.get_by_role("navigation", name="Pages du document").get_by_role("link", name="Page 1", exact=True).click()
    assert page.url.endswith("#p1") and page.locator(":target").is_visible()


def test_each_passage_has_a_link_to_share_that_highlights_it(open_page, service):
    page = open_page(java_script_enabled=False)
    page.goto(f"{service.address}/documents/annexe")
    assert page.get_by_role("heading", level=1).inner_text().replace("\u00a0", " ") == TITLE
    page.get_by_role("link", name="Lien vers ce passage (page 2, passage 1)").click()
    assert page.locator("mark").inner_text() == SECOND[0]
    assert page.locator(":target").locator("mark").is_visible()


def test_a_page_that_cannot_be_drawn_leaves_its_text_and_says_what_was_to_be_seen(open_page, service):
    (service.holder.current().snapshot.folder / "corpus" / "documents" / service.file.name).write_bytes(b"%PDF-1.7 x")
    page = open_page()
    page.goto(quoted(service))
    picture = page.get_by_role("img", name="Page 2 du document")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert "Son texte est écrit sur cette page" in picture.get_attribute("alt")
    assert page.locator("mark").is_visible()
    open_page.faults[:] = [fault for fault in open_page.faults if "404" not in fault]


SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"


@pytest.mark.parametrize("address", ["quote", "/fonctionnement", "/accessibilite", "/confidentialite"])
def test_nothing_is_cut_on_a_phone_however_the_text_is_spaced_and_targets_are_a_finger_high(
    open_page, service, address
):
    page = open_page(viewport={"width": 320, "height": 720}, bypass_csp=True)
    page.goto(quoted(service) if address == "quote" else service.address + address)
    for _ in range(2):
        assert page.locator("html").evaluate("e => e.scrollWidth") <= 320
        page.add_style_tag(content=SPACED + "p { margin-bottom: 2em !important; }")
    shown = page.locator("nav a, .actions a, .permalink, summary, button").filter(visible=True).all()
    assert [control.inner_text() for control in shown if control.bounding_box()["height"] < 44] == []
