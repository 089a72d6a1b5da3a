"""What outlives a change of page, and what is erased."""

from playwright.sync_api import expect

from tests.support.hosting import Proxy, launcher, put

RATE = "Quel est le taux de financement ?"


def test_an_open_conversation_is_found_again_on_the_next_page_without_taking_the_focus(opened, site):
    page = opened()
    assert page.evaluate("sessionStorage.length") == 1
    put(page, RATE)
    expect(page.locator("article .answer")).to_contain_text("100%")
    page.get_by_label("Votre question").fill("Et au niveau")
    page.goto(f"{site}/suite")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("document.activeElement.localName") == "body"
    expect(page.locator("article .answer")).to_contain_text("100%")
    expect(page.locator("article .badge")).to_be_visible()
    expect(page.get_by_role("link", name="page 2").first).to_be_visible()
    expect(page.get_by_label("Votre question")).to_have_value("Et au niveau")
    page.get_by_role("button", name="Fermer l’assistant").click()
    page.goto(site)
    expect(launcher(page)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    launcher(page).click()
    expect(page.locator("article .asked")).to_have_text(RATE)


def test_erasing_removes_the_conversation_and_what_the_tab_kept_says_so_and_leaves_one_ready_to_ask(opened, site):
    page = opened()
    put(page, RATE)
    expect(page.locator("article .answer")).to_contain_text("100%")
    page.get_by_role("button", name="Effacer la conversation").click()
    expect(page.locator("article")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("La conversation est effacée de cet appareil.")
    expect(page.get_by_label("Votre question")).to_be_focused()
    expect(page.get_by_role("button", name="Effacer la conversation")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(f"{site}/suite")
    launcher(page).wait_for()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_question_erased_before_its_answer_came_leaves_no_trace(opened, proxied):
    page = opened(at=proxied)
    put(page, RATE)
    expect(page.locator("article .answer")).to_contain_text("100%")
    Proxy.does = "slow"
    put(page, "Qui contacter à la préfecture ?")
    expect(page.locator("article").last.locator(".block").first).to_be_visible()
    page.get_by_role("button", name="Effacer la conversation").click()
    expect(page.get_by_role("button", name="Arrêter")).to_be_hidden()
    Proxy.let_go.set()
    expect(page.locator("article")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0
    expect(page.get_by_label("Votre question")).to_have_value("")


def test_what_the_tab_kept_is_not_believed_when_it_can_t_be_read(host):
    page = host()
    page.evaluate('sessionStorage.setItem(\'assistant-mairie\', \'{"turns": [{"question": 3}], "open": true}\')')
    page.reload()
    launcher(page).click()
    put(page, RATE)
    expect(page.locator("article .answer")).to_contain_text("100%")


def test_a_page_without_storage_has_a_conversation_all_the_same(open_page, host):
    page = host()
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no') } })")
    page.reload()
    launcher(page).click()
    put(page, RATE)
    expect(page.locator("article .answer")).to_contain_text("100%")


def test_a_question_left_without_its_answer_is_asked_on_the_next_page_under_its_key(opened, site, proxied):
    page = opened(at=proxied)
    Proxy.does = "slow"
    put(page, RATE)
    expect(page.locator(".block").first).to_be_visible()
    page.goto(f"{site}/suite")
    expect(page.get_by_label("Votre question")).to_have_value(RATE)
    expect(page.locator("article")).to_have_count(0)
    Proxy.does = ""
    page.get_by_label("Votre question").press("Enter")
    expect(page.locator("article .answer")).to_contain_text("100%")
    (_, one, first), (_, other, second) = Proxy.asked
    assert one == other and first == second


def test_an_element_that_the_page_takes_away_and_puts_back_is_closed_and_keeps_its_conversation(opened):
    page = opened()
    put(page, RATE)
    expect(page.locator("article .answer")).to_contain_text("100%")
    page.evaluate("const e = document.querySelector('assistant-mairie'); e.remove(); document.body.append(e)")
    expect(page.get_by_role("dialog")).to_have_count(0)
    launcher(page).click()
    expect(page.get_by_role("dialog")).to_contain_text("100%")
