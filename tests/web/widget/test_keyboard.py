"""The keyboard, the focus, and what screen readers are told."""

import re

from playwright.sync_api import expect

from tests.support.hosting import Proxy, launcher, put

RATE = "Quel est le taux de financement ?"
OVERHEARD = """status => { window.told = [];
    new MutationObserver(() => told.push(status.textContent)).observe(status, { childList: true, subtree: true }) }"""
FOCUSED = "document.querySelector('assistant-mairie').shadowRoot.activeElement"


def test_all_is_done_from_the_keyboard_and_tab_leaves_the_panel(host):
    page = host()
    launcher(page).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Assistant de la préfecture")).to_be_focused()
    notice = re.compile("^Vous vous adressez à un assistant automatique")
    expect(page.get_by_role("dialog")).to_have_accessible_description(notice)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED}?.id") == "q":
            break
    page.keyboard.type(RATE)
    page.keyboard.press("Enter")
    expect(page.locator("article .answer")).to_contain_text("100%")
    expect(page.get_by_label("Votre question")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Aller à la réponse")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Réponse")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.localName") == "a"
    inside = True
    for _ in range(30):
        page.keyboard.press("Tab")
        inside = inside and page.evaluate("document.activeElement.localName === 'assistant-mairie'")
    assert not inside
    page.get_by_label("Votre question").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(launcher(page)).to_be_focused()
    assert launcher(page).get_attribute("aria-expanded") == "false"


def test_what_is_typed_does_not_reach_the_shortcuts_of_the_page(opened):
    page = opened()
    page.evaluate(
        "for (const on of ['keydown', 'keyup']) document.addEventListener(on, e => (window.heard ??= []).push(e.key))"
    )
    page.get_by_label("Votre question").press_sequentially("s/?")
    page.keyboard.press("Escape")
    assert page.evaluate("window.heard?.filter(key => key !== 'Escape') ?? []") == []


def test_enter_sends_but_not_with_shift_nor_while_a_sign_is_being_composed(opened):
    page = opened()
    box = page.get_by_label("Votre question")
    box.fill("Première ligne")
    box.press("Shift+Enter")
    expect(box).to_have_value("Première ligne\n")
    box.evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))"
    )
    expect(page.locator("article")).to_have_count(0)
    box.press("Enter")
    expect(page.locator("article")).to_have_count(1)


def test_a_turn_is_told_twice_has_headings_and_leaves_the_focus_in_the_box(opened):
    page = opened()
    log = page.get_by_role("log")
    assert log.evaluate("e => [e.ariaLive, e.tabIndex]") == ["off", 0]
    page.get_by_role("status").evaluate(OVERHEARD)
    put(page, RATE)
    expect(page.locator("article .answer .sources").first).to_be_visible()
    expect(page.get_by_label("Votre question")).to_be_focused()
    told = page.evaluate("told")
    assert told[0] == "Recherche dans les documents…" and len(told) == 2
    assert told[1].startswith("Réponse reçue.") and told[1].count("100% du coût") == 1
    assert page.locator("article h3").all_inner_texts() == ["Vous", "Réponse"]
    assert page.locator(".root").get_attribute("lang") == "fr"
    assert page.locator("[aria-live]:not([aria-live=off])").count() == 0


def test_a_reader_who_went_up_is_not_moved_and_is_offered_the_new_answer(opened, proxied):
    page = opened(at=proxied)
    for question in (RATE, "Quels projets peuvent être financés ?"):
        put(page, question)
        expect(page.get_by_role("button", name="Arrêter")).to_be_hidden()
    log = page.get_by_role("log")
    Proxy.does = "slow"
    put(page, "Quels sont les critères de sélection ?")
    expect(page.locator("article").last.locator(".block").first).to_be_in_viewport()
    log.evaluate("e => new Promise(done => { e.addEventListener('scroll', done, { once: true }); e.scrollTop = 40 })")
    Proxy.let_go.set()
    fresh = page.get_by_role("button", name="Nouvelle réponse ↓")
    expect(fresh).to_be_visible()
    assert log.evaluate("e => e.scrollTop") == 40
    fresh.click()
    expect(page.locator("article").last.get_by_role("heading", name="Réponse")).to_be_focused()
    expect(page.locator("article").last.locator(".block").first).to_be_in_viewport()
    expect(fresh).to_have_count(0)


def test_the_host_page_never_scrolls_when_an_answer_comes(opened):
    page = opened(head="<style>body { height: 4000px }</style>")
    page.evaluate("scrollTo(0, 300)")
    put(page, RATE)
    expect(page.locator("article .answer .sources").first).to_be_visible()
    assert page.evaluate("scrollY") == 300
