"""Every state of the widget, looked at in every way, in a host page of another origin under a strict policy."""

import pytest
from playwright.sync_api import expect

from scripts.npm_packages import PACKAGES

WIDGET = "assistant-mairie"
TOO_MANY = {
    "status": 429,
    "json": {"code": "too_many", "message": "Trop de questions ont été posées ; patientez une minute."},
    "headers": {"access-control-allow-origin": "*"},
}


def put(question, *then):
    """Ask a question and wait for the words of its answer."""

    def act(page):
        page.get_by_role("textbox", name="Votre question").last.fill(question)
        page.get_by_role("textbox", name="Votre question").last.press("Enter")
        for words in then:
            expect(page.get_by_role("log")).to_contain_text(words)

    return act


def failing(answer):
    """Ask while the service answers so, and wait for the failure to be told."""

    def act(page):
        page.route("**/api/chat", answer)
        put("Qui peut candidater ?")(page)
        expect(page.get_by_role("alert").last).to_be_visible()
        page.unroute("**/api/chat")

    return act


def searching(page):
    page.route("**/api/chat", lambda route: None)
    put("Qui peut candidater ?")(page)
    expect(page.get_by_role("button", name="Arrêter")).to_be_visible()


def stopped(page):
    page.get_by_role("button", name="Arrêter").click()
    page.unroute("**/api/chat")
    expect(page.get_by_role("button", name="Envoyer", exact=True)).to_be_visible()


def not_helped(page):
    with page.expect_response("**/api/feedback"):
        page.get_by_role("button", name="Non", exact=True).last.click()
    expect(page.get_by_label("Commentaire")).to_be_visible()


def transmission(page):
    """The form under the last answer, which may have opened by itself."""
    form = page.get_by_role("group", name="Transmettre ma question à la préfecture").last
    if not form.get_by_label("Votre question").is_visible():
        page.get_by_role("button", name="Transmettre ma question à la préfecture").last.click()
    expect(form.get_by_label("Votre question")).to_be_visible()
    return form


def faulty(page):
    form = transmission(page)
    form.get_by_label("Votre adresse électronique").fill("maire@mairie")
    form.get_by_role("button", name="Transmettre", exact=True).click()
    expect(form.locator("[aria-invalid=true]").first).to_be_visible()


def transmitted(page):
    form = transmission(page)
    form.get_by_label("Votre adresse électronique").fill("")
    form.get_by_role("button", name="Transmettre", exact=True).click()
    expect(page.get_by_role("heading", name="Votre question est transmise")).to_be_visible()


#: In the order in which one page goes through them; each is reached by what a person reads.
STATES = {
    "closed": lambda page: expect(page.get_by_role("button", name="Poser une question")).to_be_visible(),
    "open": lambda page: page.get_by_role("button", name="Poser une question").click(),
    "answered": put("Quel est le taux de financement ?", "peut atteindre 100% du coût du projet"),
    "not helpful": not_helped,
    "verdict": put("Peut-on acheter 4 ordinateurs pour la mairie ?", "Exclu du financement"),
    "several parts": put("Peut-on financer un portail famille, et quelle est la date limite ?", "date limite de dépôt"),
    "handed over": put("Quelle est la date limite de dépôt ?", "Votre interlocuteur"),
    "to transmit": transmission,
    "to transmit, faulty": faulty,
    "transmitted": transmitted,
    "unkept": lambda page: page.get_by_label("Ne pas conserver").check(),
    "refused": put("?!", "question"),
    "cut": failing(lambda route: route.abort()),
    "too many": failing(lambda route: route.fulfill(**TOO_MANY)),
    "searching": searching,
    "stopped": stopped,
}  # fmt: skip


@pytest.fixture
def ignoring(open_page):
    """Forget what the browser itself says of failures that a state is made of."""
    yield
    open_page.faults[:] = [fault for fault in open_page.faults if "Failed to load resource" not in fault]


def test_no_state_of_the_widget_hinders_anybody(embedded, survey, records, ignoring):
    survey.within = WIDGET
    page, _ = embedded("nu", records=records, max_body=65536)
    for name, reach in STATES.items():
        reach(page)
        survey(page, name)
    assert not survey.faults, survey.told()


@pytest.mark.parametrize("host", ["dsfr", "hostile"])
def test_the_widget_hinders_nobody_in_a_host_that_has_a_style_of_its_own(embedded, survey, host):
    if host == "dsfr" and not PACKAGES["dsfr"].folder.is_dir():
        pytest.skip("the DSFR is not fetched (make dsfr)")
    survey.within = WIDGET
    page, _ = embedded(host)
    for name in ("closed", "open", "answered", "verdict"):
        STATES[name](page)
        if name in ("closed", "verdict"):
            survey(page, f"{host}, {name}")
    assert not survey.faults, survey.told()
