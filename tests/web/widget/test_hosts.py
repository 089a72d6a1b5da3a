"""Pages that do their worst: the assistant is seen, read and clicked; phones, zoom, themes."""

import pytest
from playwright.sync_api import expect

from tests.support.hosting import TAG, launcher, put

RATE = "Quel est le taux de financement ?"
HOSTILE = {
    "everything unset": "* { all: unset !important }",
    "a reset with tiny type": """html { font-size: 10px }
        * { font: 8px/1 serif !important; color: #fff !important; letter-spacing: 9px }""",
    "a page transformed": "body { transform: translateZ(0); min-height: 3000px; overflow-x: hidden }",
    "a layer over everything": """body::before { content: ''; position: fixed; inset: 0; z-index: 9999;
        background: rgb(0 0 0 / .1) }""",
    "no button, no dialog": """button, dialog, div, section { display: none !important }
        [popover] { opacity: 0 !important }""",
    "a framework's own": """.panel, .head, .log, .answer { position: static !important; height: 3px !important }
        button { pointer-events: none }""",
}
#: The texts whose contrast with the ground under them is under 4.5, with it.
CONTRAST = """panel => {
    const linear = (v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map((v) => linear(v / 255));
        return .2126 * r + .7152 * g + .0722 * b };
    const ground = (node) => {
        for (; node; node = node.parentElement) {
            const colour = getComputedStyle(node).backgroundColor;
            if (!colour.endsWith(', 0)')) return colour }
        return 'rgb(255, 255, 255)' };
    const texts = [...panel.querySelectorAll('h2, h3, h4, p, a, button, blockquote, textarea, label, span')];
    return texts.filter((node) => node.checkVisibility()).map((node) => {
        const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x);
        return [(a + .05) / (b + .05), node.className || node.localName] }).filter(([ratio]) => ratio < 4.5) }"""


def on_top(locator):
    """Tell whether a click in the middle of an element reaches it."""
    return locator.evaluate(
        """e => { const { x, y, width, height } = e.getBoundingClientRect();
        const root = e.getRootNode(); const hit = document.elementFromPoint(x + width / 2, y + height / 2);
        return hit === root.host && e.contains(root.elementFromPoint(x + width / 2, y + height / 2)) }"""
    )


@pytest.mark.parametrize("css", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_leaves_it_readable_and_clickable(host, css):
    page = host(TAG + "<p>Texte.</p>" * 40, head=f"<style>{css}</style>")
    launcher(page).wait_for()
    assert on_top(launcher(page))
    launcher(page).click()
    put(page, RATE)
    answer = page.locator("article .answer")
    expect(answer.locator("blockquote")).to_contain_text("100%")
    close = page.get_by_role("button", name="Fermer l’assistant")
    assert on_top(close) and on_top(page.get_by_label("Votre question"))
    panel = page.locator(".panel").bounding_box()
    assert panel["x"] >= 0 and panel["y"] >= 0 and panel["y"] + panel["height"] <= 800 and panel["width"] >= 400
    assert answer.locator("blockquote").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 16
    assert page.locator(".panel").evaluate(CONTRAST) == []
    close.click()
    expect(page.get_by_role("dialog")).to_have_count(0)


DSFR_LIGHT = """--text-default-grey: #3a3a3a; --text-mention-grey: #666; --background-default-grey: #fff;
    --background-alt-grey: #f6f6f6; --border-default-grey: #ddd; --background-action-high-blue-france: #000091;
    --text-inverted-blue-france: #f5f5fe; --text-action-high-blue-france: #000091"""
DSFR_DARK = """--text-default-grey: #cecece; --text-mention-grey: #929292; --background-default-grey: #161616;
    --background-alt-grey: #1e1e1e; --border-default-grey: #353535; --background-action-high-blue-france: #8585f6;
    --text-inverted-blue-france: #000091; --text-action-high-blue-france: #8585f6"""
#: What a page says of its colours, what the system prefers, and the ground that the panel must have.
THEMES = {
    "bare, light": ("", "", "light", "rgb(255, 255, 255)"),
    "bare, dark": ("", "", "dark", "rgb(23, 24, 26)"),
    "DSFR, light in a dark system": (DSFR_LIGHT, "data-fr-theme=light", "dark", "rgb(255, 255, 255)"),
    "DSFR, dark in a light system": (DSFR_DARK, "data-fr-theme=dark", "light", "rgb(22, 22, 22)"),
    "some tokens only": ("--text-default-grey: #161616; --background-alt-grey: #eee", "", "dark", "rgb(23, 24, 26)"),
    "tokens that can't be read": (DSFR_LIGHT.replace("#3a3a3a", "#eee"), "", "light", "rgb(255, 255, 255)"),
    "Bootstrap, dark": ("", "data-bs-theme=dark", "light", "rgb(23, 24, 26)"),
    "an accent that is hard to read": ("--assistant-accent: #ffd400", "", "light", "rgb(255, 255, 255)"),
}
SAY = """([css, said]) => { const page = document.documentElement; const [name, value] = said.split("=");
    for (const old of ["data-fr-theme", "data-bs-theme"]) page.removeAttribute(old);
    page.setAttribute("style", css); if (value) page.setAttribute(name, value) }"""


def test_whatever_the_page_says_of_colours_and_whenever_the_text_stands_out(opened):
    page = opened(head="<meta>")
    put(page, "Peut-on acheter 4 ordinateurs ?")
    expect(page.locator(".verdict")).to_be_visible()
    panel = page.locator(".panel")
    for name, (css, said, system, ground) in THEMES.items():
        page.emulate_media(color_scheme=system)
        page.evaluate(SAY, [css, said])
        expect(panel, name).to_have_css("background-color", ground)
        assert panel.evaluate(CONTRAST) == [], name


def test_on_a_phone_it_takes_the_screen_keeps_the_focus_and_gives_it_back(opened, site):
    page = opened(width=360, height=740, has_touch=True)
    dialog = page.get_by_role("dialog")
    assert dialog.evaluate("e => e.matches(':modal')")
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    put(page, RATE)
    expect(page.locator("article .answer")).to_contain_text("100%")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(dialog).to_be_visible()
    expect(page.get_by_label("Votre question")).to_be_focused()
    assert not dialog.evaluate("e => e.matches(':modal')")
    page.set_viewport_size({"width": 360, "height": 740})
    page.keyboard.press("Escape")
    expect(launcher(page)).to_be_focused()
    page.goto(f"{site}/suite")
    expect(launcher(page)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }"""
ALL = "document.querySelector('assistant-mairie').shadowRoot.querySelectorAll"
WIDE = f"""() => [...{ALL}('*')].filter((e) => getComputedStyle(e).display !== 'inline' && e.clientWidth > 1
    && e.scrollWidth > e.clientWidth + 1).map((e) => e.className || e.localName)"""
SMALL = f"""() => [...{ALL}('a, button, textarea')].filter((e) => e.checkVisibility()).filter((e) => {{
    const {{ width, height }} = e.getBoundingClientRect();
    return width > 1 && (width < 44 || height < 44) }}).map((e) => e.textContent)"""
MOVING = f"""() => [...{ALL}('*')].map(getComputedStyle).some((style) =>
    style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0)"""
ADD = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
    document.querySelector('assistant-mairie').shadowRoot.adoptedStyleSheets.push(sheet) }"""


def test_at_320_pixels_nothing_is_cut_and_everything_can_be_touched(opened):
    page = opened(width=320, height=568)
    put(page, "Peut-on acheter 4 ordinateurs, et quelle est la date limite de dépôt ?")
    expect(page.locator(".contact")).to_have_count(1)
    assert page.get_by_label("Votre question").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 16
    for css in ("", SPACED, ".root { font-size: 32px !important }"):
        page.evaluate(ADD, css)
        assert page.evaluate(WIDE) == []
        assert page.evaluate(SMALL) == []


def test_in_forced_colours_verdict_and_buttons_keep_a_shape(opened):
    page = opened(forced_colors="active", reduced_motion="reduce")
    put(page, "Peut-on acheter 4 ordinateurs ?")
    for shaped in (page.locator(".verdict"), page.get_by_role("button", name="Envoyer"), page.locator(".panel")):
        assert shaped.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
    assert page.evaluate(MOVING) is False
