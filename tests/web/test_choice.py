"""Several schemes in a real browser: the page where one is chosen, the widget that names its own."""

import pytest
from playwright.sync_api import expect

from assistant.settings import Settings
from assistant.wiring import build_index

RATE = "Quel est le taux maximum de l'aide ?"


@pytest.fixture
def settings(two_schemes, tmp_path):
    for name in ("aide-a", "aide-b"):
        build_index(Settings(corpus=two_schemes / name, index=tmp_path / "index" / name, encoder="none"), None)
    return Settings(corpus=two_schemes, index=tmp_path / "index", encoder="none")


def test_a_scheme_is_chosen_asked_and_left_without_javascript(open_page, serve, settings):
    page = open_page(java_script_enabled=False, viewport={"width": 320, "height": 720})
    page.goto(serve(settings).address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Choisir un dispositif")
    assert page.locator("html").evaluate("e => e.scrollWidth") <= 320
    page.get_by_role("link", name="Bornes, Eure", exact=True).click()
    page.get_by_label("Votre question").fill(RATE)
    page.get_by_role("button", name="Envoyer la question").click()
    assert "35 %" in page.get_by_role("article").inner_text()
    page.get_by_role("article").get_by_role("link", name="page 1").first.click()
    assert "35 %" in page.locator("mark").first.inner_text()
    page.get_by_role("link", name="Changer de dispositif").click()
    expect(page.get_by_role("link", name="Essai, Seine-Maritime", exact=True)).to_be_visible()


def test_a_widget_asks_the_scheme_that_its_attribute_names(open_page, host, serve, settings):
    handler, address = host(attributes=" scheme='aide-b'")
    service = serve(settings, allowed_origins=[address])
    handler.service = service.address
    page = open_page()
    page.goto(address)
    page.get_by_role("button", name="Poser une question").click()
    page.get_by_role("button", name="Quel est le taux de aide-b").click()
    expect(page.get_by_role("log")).to_contain_text("35 %")
    source = page.get_by_role("log").get_by_role("article").get_by_role("link").first.get_attribute("href")
    assert source.startswith(f"{service.address}/s/aide-b/documents/")


def test_a_widget_that_names_none_leaves_the_host_s_own_words(open_page, host, serve, settings):
    handler, address = host()
    handler.service = serve(settings, allowed_origins=[address]).address
    page = open_page()
    page.goto(address)
    expect(page.get_by_role("link", name="Écrire")).to_be_visible()
    open_page.faults[:] = [fault for fault in open_page.faults if "422" not in fault]
