"""Every public page, in each of its states, looked at in every way; a page that no link leads to fails here."""

from urllib.parse import urlsplit

import pytest

from assistant.records.tables import HandoffRow
from assistant.records.tables.base import now
from scripts.console.visit import Route
from tests.support.entries import keep, say
from tests.support.exchanges import hand_over

#: Pages of one route looked at: a document's, an entry's.
MOST = 2
QUOTE = "Réponse : oui.\nVoir la circulaire du 14 avril 2021."


def asked(question, *pressed):
    """Ask on the first page, then press what the answer offers."""

    def act(page):
        page.get_by_label("Votre question").fill(question)
        page.get_by_role("button", name="Envoyer la question").click()
        for name in pressed:
            page.get_by_role("button", name=name, exact=True).click()

    return act


def faulty(page):
    asked("Quelle est la date limite de dépôt ?", "Transmettre ma question à la préfecture")(page)
    page.get_by_label("Votre adresse électronique").fill("maire@mairie")
    page.locator("form").evaluate_all("forms => forms.forEach((form) => { form.noValidate = true; })")
    page.get_by_role("button", name="Transmettre", exact=True).click()


def unusable(page):
    page.locator("form.ask").evaluate("form => { form.noValidate = true; }")
    asked("   ")(page)


#: What a visitor does, from the first page, to see each state.
STATES = {
    "home": lambda page: None,
    "answered": asked("Quel est le taux de financement ?"),
    "verdict": asked("Peut-on acheter 4 ordinateurs pour la mairie ?"),
    "several parts": asked("Peut-on financer un portail famille, et quelle est la date limite ?"),
    "handed over": asked("Quelle est la date limite de dépôt ?"),
    "greeted": asked("Bonjour"),
    "refused": asked("?!"),
    "unusable": unusable,
    "helpful": asked("Quel est le taux de financement ?", "Oui"),
    "not helpful": asked("Quel est le taux de financement ?", "Non"),
    "to transmit": asked("Quelle est la date limite de dépôt ?", "Transmettre ma question à la préfecture"),
    "faulty": faulty,
    "transmitted": asked("Quelle est la date limite ?", "Transmettre ma question à la préfecture", "Transmettre"),
}


@pytest.fixture
def site(serve, real_settings, records):
    """The service with two published answers, one of them twice, and a question that waits, one that was replied to."""
    number = keep(records, "Une association peut-elle candidater ?", QUOTE, topic="Candidature")
    say(records, number, "Une association peut-elle candidater ?", f"{QUOTE}\nDepuis 2022.", topic="Candidature")
    keep(records, "Faut-il une délibération ?", "Oui.")
    service = serve(real_settings, records=records, max_body=65536)
    asked = {"question": "Faut-il un devis ?", "consent": True, "email": "maire@exemple.fr"}
    service.codes = [
        service.client.post("/api/handoff", json=asked, headers={"idempotency-key": f"{n}" * 24}).json()["receipt"]
        for n in range(2)
    ]
    with records.writing() as session:
        row = session.get(HandoffRow, 2)
        row.state, row.reply, row.replied_at = "replied", "Oui, un devis suffit.", now()
        hand_over(session, "Autre question")
    return service


@pytest.fixture
def page(open_page):
    """A page of the browser; what it says itself of an error's status is no fault."""
    yield open_page(viewport={"width": 1280, "height": 800})
    open_page.faults[:] = [fault for fault in open_page.faults if "Failed to load resource" not in fault]


def test_no_state_of_a_public_page_hinders_anybody(page, site, survey):
    for name, act in STATES.items():
        page.goto(site.address)
        act(page)
        survey(page, name)
    assert not survey.faults, survey.told()


def test_following_and_erasing_a_transmitted_question_hinders_nobody(page, site, survey):
    for code in ("ABCD", *site.codes):
        page.goto(f"{site.address}/recu")
        page.get_by_label("Votre code").fill(code)
        page.get_by_role("button", name="Afficher").click()
        survey(page, f"followed {code[:4]}")
    page.get_by_role("button", name="Tout effacer").click()
    survey(page, "to erase")
    page.get_by_role("button", name="Oui, tout effacer").click()
    survey(page, "erased")
    assert not survey.faults, survey.told()


def published(site):
    """Return the routes of public pages that the service says it has."""
    paths = site.client.get("/openapi.json").json()["paths"]
    told = {path: methods.get("get", {}).get("responses", {}).get("200", {}) for path, methods in paths.items()}
    pages = {path for path, shown in told.items() if "text/html" in shown.get("content", {})}
    return [Route(path) for path in sorted(pages) if not path.startswith("/staff")]


def links(page, site):
    """Return the addresses of this service that a page leads to, without the place in the page."""
    found = page.locator("a[href]:not([download])").evaluate_all("all => all.map((link) => link.href.split('#')[0])")
    return [link for link in dict.fromkeys(found) if link.startswith(site.address)]


def test_every_public_page_is_found_by_links_and_hinders_nobody(page, site, survey):
    routes, seen, waiting = (
        published(site),
        set(),
        [f"{site.address}/", f"{site.address}/transmettre", f"{site.address}/rien"],
    )
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        route = next((each for each in routes if each.holds(path)), None)
        missing = path == "/rien"
        if address in seen or not (missing or (route and len(route.addresses) < MOST)):
            continue
        seen.add(address)
        if route:
            route.addresses.append(address)
        page.goto(address)
        waiting += links(page, site)
        survey(page, address.removeprefix(site.address))
    assert [route.path for route in routes if not route.addresses] == []
    assert not survey.faults, survey.told()
