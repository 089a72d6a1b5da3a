"""The demonstration hosts: the widget works in each, whatever their style sheet, and leaves them as they were."""

import pytest
from playwright.sync_api import expect

from scripts.demo import PAGES
from scripts.npm_packages import PACKAGES

LAUNCHER = {"name": "Poser une question"}
#: Whether what a visitor points at, in a grid over the window, is the widget, but for its button and what surrounds it.
COVERED = """(button) => {
  const covered = [];
  for (let x = 2; x < innerWidth; x += 13) for (let y = 2; y < innerHeight; y += 13) {
    const across = x < button.x - 4 || x > button.x + button.width + 4;
    const outside = across || y < button.y - 4 || y > button.y + button.height + 4;
    if (outside && document.elementFromPoint(x, y)?.localName === "assistant-mairie") covered.push([x, y]);
  }
  return covered;
}"""


@pytest.fixture(params=PAGES)
def hosted(request, embedded):
    """The page of each host, once its assistant is there."""
    if request.param == "dsfr" and not PACKAGES["dsfr"].folder.is_dir():
        pytest.skip("the DSFR is not fetched (make dsfr)")
    page, _ = embedded(request.param)
    expect(page.get_by_role("button", **LAUNCHER)).to_be_visible()
    return page


def test_the_widget_is_readable_clickable_and_in_its_corner_in_each_host(hosted):
    button = hosted.get_by_role("button", **LAUNCHER)
    box, window = button.bounding_box(), hosted.viewport_size
    assert box["height"] >= 44 and box["x"] > window["width"] / 2 and box["y"] > window["height"] / 2
    assert box["x"] + box["width"] <= window["width"] and box["y"] + box["height"] <= window["height"]
    assert hosted.evaluate(COVERED, box) == []
    button.click()
    field = hosted.get_by_label("Votre question")
    assert float(field.evaluate("field => getComputedStyle(field).fontSize").removesuffix("px")) >= 16
    field.fill("Quel est le taux de financement ?")
    hosted.get_by_role("button", name="Envoyer", exact=True).click()
    answer = hosted.get_by_role("log").get_by_text("100% du coût du projet").first
    expect(answer).to_be_visible()
    style = answer.evaluate(
        "e => { const s = getComputedStyle(e); return [s.fontSize, s.textAlign, s.letterSpacing, s.opacity]; }"
    )
    assert float(style[0].removesuffix("px")) >= 14 and style[2:] == ["normal", "1"] and style[1] in ("start", "left")


def test_the_button_stays_in_its_corner_when_the_host_is_scrolled(hosted):
    before = hosted.get_by_role("button", **LAUNCHER).bounding_box()
    hosted.evaluate("scrollTo({ top: 600, behavior: 'instant' })")
    assert hosted.get_by_role("button", **LAUNCHER).bounding_box() == before


def test_the_widget_leaves_its_host_as_it_was(hosted):
    kept = "() => [scrollY, document.activeElement.localName, document.cookie, ...Object.keys(sessionStorage)]"
    assert hosted.evaluate(kept) == [0, "body", ""]
    assert set(hosted.evaluate("Object.keys(localStorage)")) <= {"scheme"}  # the design system's own
    own = hosted.evaluate(
        "[...document.head.children, ...document.adoptedStyleSheets].map((each) => each.localName ?? 'sheet')"
    )
    assert set(own) <= {"meta", "title", "link", "script"}
