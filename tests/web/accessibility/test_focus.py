"""Whoever goes with the keyboard sees where they are, in light, dark and forced colours."""

import pytest

from tests.support.looks import Look

#: The focused element, shadow roots included: its name, and whether an outline shows it, apart from what it is around.
#: `within`: the element looked at, when the rest of the page is somebody else's.
FOCUSED = """(within) => {
  if (within && document.activeElement.localName !== within) return ["", true];
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth, outlineOffset, outlineColor, backgroundColor } = getComputedStyle(at);
  const name = `${at.localName} « ${(at.innerText || at.getAttribute("aria-label") || at.id).slice(0, 40)} »`;
  const apart = parseFloat(outlineOffset) >= 1 || outlineColor !== backgroundColor;
  const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && apart;
  return [name, seen || at.localName === "body"];
}"""
LOOKS = [Look("light", 1280), Look("dark", 1280, dark=True), Look("forced colours", 1280, forced=True)]


def unseen(page, steps, within=""):
    """Press Tab that many times; return the places where nothing shows the focus, and how many there were."""
    places = {}
    for _ in range(steps):
        page.keyboard.press("Tab")
        name, seen = page.evaluate(FOCUSED, within)
        places[name] = seen
    return [name for name, seen in places.items() if not seen], len(places)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_each_place_that_the_keyboard_reaches_in_a_page_is_seen(open_page, client, look):
    page = open_page(java_script_enabled=False)
    page.goto(str(client.base_url))
    look.put_on(page)
    missing, places = unseen(page, 14)
    assert missing == [] and places > 8


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_each_place_that_the_keyboard_reaches_in_the_widget_is_seen(embedded, look):
    page, _ = embedded("nu")
    look.put_on(page)
    page.get_by_role("button", name="Poser une question").focus()
    page.keyboard.press("Enter")
    missing, places = unseen(page, 14, "assistant-mairie")
    assert missing == [] and places > 8
