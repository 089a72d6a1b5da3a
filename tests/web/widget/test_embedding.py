"""One script tag in any page, and nothing done to that page."""

from playwright.sync_api import expect

from tests.support.hosting import ELEMENT, TAG, launcher

OPTIONS = TAG.replace("></script>", " data-launcher='Une question ?' data-heading='Aide numérique'></script>")


def test_a_script_tag_alone_places_the_assistant_with_its_options_and_once(host):
    page = host(OPTIONS + TAG + TAG.replace("v1.js", "v1.js?again"))
    page.get_by_role("button", name="Une question ?").click()
    expect(page.get_by_role("dialog", name="Aide numérique")).to_be_visible()
    assert page.locator("body > assistant-mairie").count() == 1
    assert page.evaluate("document.body.lastElementChild.localName") == "assistant-mairie"


def test_loading_moves_opens_and_stores_nothing_and_covers_only_its_button(host):
    page = host()
    button = launcher(page)
    expect(button).to_contain_text("Assistant automatique")
    assert button.get_attribute("aria-expanded") == "false"
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("[document.activeElement.localName, scrollY, sessionStorage.length, localStorage.length]") == [
        "body", 0, 0, 0,
    ]  # fmt: skip
    assert page.context.cookies() == []
    box = button.bounding_box()
    covered = page.evaluate(
        """() => { const at = []; for (let x = 4; x < innerWidth; x += 8) for (let y = 4; y < innerHeight; y += 8)
             if (document.elementFromPoint(x, y)?.localName === "assistant-mairie") at.push([x, y]); return at }"""
    )
    across, down = (range(int(box[at]), int(box[at] + box[size]) + 2) for at, size in (("x", "width"), ("y", "height")))
    assert covered and all(x in across and y in down for x, y in covered)


def test_an_element_in_the_flow_is_a_region_of_the_page_with_no_button_to_open_it(host):
    page = host(options=" inline")
    region = page.get_by_role("region", name="Assistant de la préfecture")
    expect(region.get_by_label("Votre question")).to_be_visible()
    expect(launcher(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Fermer")).to_have_count(0)
    assert page.evaluate("[document.activeElement.localName, sessionStorage.length]") == ["body", 0]


def test_without_the_service_the_page_keeps_its_own_link_and_goes_on(host, open_page):
    page = host()
    page.route("**/api/labels*", lambda route: route.fulfill(status=503, body="{}"))
    page.reload()
    expect(page.get_by_role("link", name="Écrire")).to_be_visible()
    page = host(at="http://127.0.0.1:9")
    expect(page.get_by_role("link", name="Écrire")).to_be_visible()
    assert page.locator("assistant-mairie > *").count() == 1
    open_page.faults.clear()  # the browser reports the refused requests


def test_an_element_added_later_by_the_page_is_built_too(host):
    page = host("<script type='module' src='{service}/widget/v1.js'></script><div id='place'></div>" + ELEMENT[:0])
    launcher(page).wait_for()
    page.evaluate("document.querySelector('assistant-mairie').remove()")
    page.evaluate("document.querySelector('#place').append(document.createElement('assistant-mairie'))")
    launcher(page).click()
    expect(page.get_by_role("dialog")).to_be_visible()
