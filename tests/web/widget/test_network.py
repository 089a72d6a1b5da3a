"""What goes wrong on the way: said in French, the question kept, nothing asked twice."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from assistant.records.tables import Exchange
from tests.support.hosting import Proxy, put

RATE = "Quel est le taux de financement ?"
CORS = {"access-control-allow-origin": "*", "access-control-expose-headers": "retry-after, assistant-recorded"}


def box(page):
    return page.get_by_label("Votre question")


def rows(records):
    with records.reading() as session:
        return session.scalars(select(Exchange)).all()


def answer_with(page, status, **headers):
    page.route("**/api/chat", lambda route: route.fulfill(status=status, headers={**CORS, **headers}, body="<html>"))


def test_each_refusal_has_its_own_sentence_and_asking_again_takes_its_place(opened, open_page):
    page = opened()
    refusals = {
        429: "réessayez dans 42 secondes",
        503: "momentanément indisponible",
        502: "momentanément indisponible",
        413: "raccourcissez-la",
    }
    for status, words in refusals.items():
        answer_with(page, status, **{"retry-after": "42"})
        put(page, RATE)
        expect(page.get_by_role("alert")).to_contain_text(words)
        expect(box(page)).to_have_value(RATE)
        page.unroute("**/api/chat")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("article")).to_have_count(1)
    expect(page.locator("article .answer")).to_contain_text("100%")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(box(page)).to_have_value("")
    expect(box(page)).to_be_focused()
    open_page.faults.clear()  # the browser itself reports refused requests in its console


def test_offline_is_said_and_the_same_question_works_once_back(opened, open_page):
    page = opened()
    page.context.set_offline(True)
    put(page, RATE)
    expect(page.get_by_role("alert")).to_contain_text("hors connexion")
    expect(box(page)).to_have_value(RATE)
    page.context.set_offline(False)
    box(page).press("Enter")
    expect(page.locator("article .answer")).to_contain_text("100%")
    expect(page.locator("article")).to_have_count(1)
    open_page.faults.clear()


def test_a_stream_cut_half_way_is_asked_again_under_its_key_and_recorded_once(
    opened, proxied, recorded, records, open_page
):
    Proxy.target = recorded
    page = opened(at=proxied)
    Proxy.does = "cut"
    put(page, RATE)
    expect(page.get_by_role("alert")).to_contain_text("interrompue avant la fin")
    expect(page.locator(".block")).to_have_count(0)
    Proxy.does = ""
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("article .answer")).to_contain_text("100%")
    (_, one, first), (_, other, second) = Proxy.asked
    assert one == other and first == second
    assert len(rows(records)) == 1
    open_page.faults.clear()


def test_a_proxy_that_holds_the_stream_back_is_asked_for_plain_json_after_20_seconds(host, proxied, recorded, records):
    Proxy.target, Proxy.does = recorded, "buffer"
    page = host(at=proxied)
    page.clock.install()
    page.reload()
    page.get_by_role("button", name="Poser une question").click()
    put(page, RATE)
    page.wait_for_function("() => true")
    expect(page.get_by_role("button", name="Arrêter")).to_be_visible()
    page.clock.run_for(19_000)
    assert [accept for accept, _, _ in Proxy.asked] == ["text/event-stream"]
    page.clock.run_for(1_500)
    expect(page.locator("article .answer")).to_contain_text("100%")
    (streamed, one, _), (plain, other, _) = Proxy.asked
    assert (streamed, plain) == ("text/event-stream", "application/json") and one == other
    assert len(rows(records)) == 1


@pytest.mark.parametrize("refusal", [{"status": 406}, {"status": 200, "body": "<html>"}])
def test_a_proxy_that_refuses_the_stream_is_asked_for_plain_json_at_once(opened, open_page, refusal):
    page = opened()
    asked = []

    def refused(route):
        asked.append(route.request.headers["accept"])
        if len(asked) == 2:
            route.fallback()
        else:
            route.fulfill(headers={**CORS, "content-type": "text/html"}, **refusal)

    page.route("**/api/chat", refused)
    put(page, RATE)
    expect(page.locator("article .answer")).to_contain_text("100%")
    put(page, "Qui contacter à la préfecture ?")
    expect(page.get_by_role("alert")).to_contain_text("momentanément indisponible")
    assert asked == ["text/event-stream", "application/json"] * 2
    open_page.faults.clear()


def test_a_service_that_never_ends_is_given_up_after_a_minute(host, proxied, open_page):
    page = host(at=proxied)
    page.clock.install()
    page.reload()
    page.get_by_role("button", name="Poser une question").click()
    Proxy.does = "slow"
    put(page, RATE)
    expect(page.locator(".block").first).to_be_visible()
    page.clock.run_for(61_000)
    expect(page.get_by_role("alert")).to_contain_text("trop de temps")
    expect(box(page)).to_have_value(RATE)
    open_page.faults.clear()


def test_stopping_keeps_the_question_and_the_send_button_is_never_disabled(opened, proxied):
    page = opened(at=proxied)
    Proxy.does = "slow"
    put(page, RATE)
    send, stop = (page.get_by_role("button", name=name) for name in ("Envoyer", "Arrêter"))
    expect(page.locator(".block").first).to_be_visible()
    assert send.evaluate("e => [e.disabled, e.ariaDisabled]") == [False, "true"]
    box(page).press("Enter")  # asks nothing while an answer is awaited
    stop.click()
    expect(stop).to_be_hidden()
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value(RATE)
    expect(page.get_by_role("status")).to_contain_text("La recherche est arrêtée")
    assert send.get_attribute("aria-disabled") == "false"
    Proxy.does = ""
    box(page).press("Enter")
    expect(page.locator("article .answer")).to_contain_text("100%")
    (_, one, _), (_, other, _) = Proxy.asked
    assert one == other


@pytest.mark.parametrize("gone", ["recorded", "unrecorded"])
def test_whether_the_exchange_is_kept_is_known_from_the_stream_and_from_json(opened, request, gone):
    at = request.getfixturevalue("recorded" if gone == "recorded" else "service")
    page = opened(at=at)
    put(page, RATE)
    expect(page.locator("article .answer")).to_contain_text("100%")
    kept = "JSON.parse(sessionStorage.getItem('assistant-mairie')).turns.map(t => t.recorded)"
    assert page.evaluate(kept) == [gone == "recorded"]
    page.route(
        "**/api/chat", lambda route: route.continue_(headers={**route.request.headers, "accept": "application/json"})
    )
    put(page, "Qui contacter à la préfecture ?")
    expect(page.locator("article .answer").last).to_contain_text("COUSIN")
    assert page.evaluate(kept) == [gone == "recorded"] * 2
