"""Every page of the console that its links lead to, with what a week leaves in it, looked at in every way."""

import os
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from assistant.access import passwords
from assistant.commands import index
from assistant.domain import Status
from assistant.evaluation.cases import load_cases
from assistant.evaluation.report import summary
from assistant.evaluation.run import run
from assistant.notices import outbox
from assistant.records import evaluations, feedback
from assistant.records.feedback import Complaint
from assistant.records.tables import Task, User
from assistant.service.staff.desk import Policy
from assistant.wiring import build
from scripts.console.visit import find, is_file, routes_of
from tests.conftest import with_a_facet
from tests.support.agents import PASSWORD, enter, sign_in
from tests.support.entries import keep, say
from tests.support.exchanges import ask, hand_over
from tests.support.serving import built

NOW = datetime.now(UTC)
REFERENCE = (
    '{"id": "q1", "category": "fait", "split": "dev", "question": "Quel est le taux maximum de l\'aide ?",'
    ' "status": ["answered"], "evidence": ["80 %"]}\n'
    '{"id": "q2", "category": "fait", "split": "dev", "question": "quel plafond", "status": ["answered"],'
    ' "evidence": ["90 %"]}'
)
#: Pages of one route looked at, such as a list and the same filtered.
MOST = 2 if os.environ.get("LOOKS") == "all" else 1


def an_administrator(records):
    """Make the account of somebody who signs in through the page."""
    with records.writing() as session:
        kept = passwords.hashed(PASSWORD)
        session.add(User(login="a.martin", name="A. Martin", role="administrator", password=kept))


def a_week(records):
    """Leave what a week does: questions of each kind, opinions, transmissions, mails, answers in each state, agents."""
    an_administrator(records)
    with records.writing() as session:
        for hours in range(8):
            ask(session, "La TVA est-elle comprise dans le montant de l'aide ?", at=NOW - timedelta(hours=hours))
        for days in range(9):
            told = {"answer": "Le taux est de 80 %.", "at": NOW - timedelta(days=days)}
            answered = ask(session, "Quel est le taux ?", Status.ANSWERED, **told)
        feedback.give(session, "", answered.id, False, Complaint.WRONG, "Ce taux me semble ancien.")
        asked = ask(session, "Une association peut-elle candidater ?", at=NOW - timedelta(days=3))
        row = hand_over(session, asked.question, exchange=asked, email="maire@exemple.fr")
        outbox.announce_handoff(session, row, "contact@exemple.fr", "")
    number = keep(records, "Une association peut-elle candidater ?", "Oui.\nLe taux est de 80 %.", topic="Candidature")
    say(records, number, "Une association peut-elle candidater ?", "Non.\nLe taux est de 70 %.", state="proposed")
    for state in ("draft", "proposed", "withdrawn"):
        keep(records, f"Faut-il un devis ({state}) ?", "Oui.", state=state)


def evaluated(records, settings):
    """Leave two evaluations, to compare."""
    assistant = build(settings)
    done = run(assistant.ask, load_cases(settings.corpus / "reference.jsonl", "dev"), pages=assistant.snapshot.pages)
    with records.writing() as session:
        for _ in range(2):
            evaluations.keep(session, "", done.index_version, summary(done), done.to_json(), None)
        session.add_all(Task(scheme="", kind=kind, state="done") for kind in ("evaluation", "release"))


@pytest.fixture
def week(open_console, tiny_corpus, tmp_path, monkeypatch):
    """A console on a small corpus of two versions, evaluated twice, at the end of a week."""
    with_a_facet(tiny_corpus)
    (tiny_corpus / "reference.jsonl").write_text(REFERENCE, "utf-8")
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    circular = tiny_corpus / "documents" / "circulaire.md"
    circular.write_text(circular.read_text("utf-8").replace("30 juin 2021", "31 juillet 2021"), "utf-8")
    index.index()
    site = open_console(settings, policy=Policy(settings={"": settings}), rate_limit=10_000)
    a_week(site.records)
    evaluated(site.records, settings)
    site.as_("administrator").send_form("/staff/faq/controle")
    return site


@pytest.fixture
def enter_as(open_page):
    """Open the browser of an administrator, signed in; what it says itself of an error's status is no fault."""

    def start(console):
        page = open_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{console.address}/staff")
        sign_in(page, "a.martin")
        return page

    yield start
    open_page.faults[:] = [fault for fault in open_page.faults if "Failed to load resource" not in fault]


def addresses(console):
    """Return two addresses of each page, found by the links of the others; a page that none leads to fails."""
    key = enter(console.records, "administrator").key
    cookie = {"cookie": f"__Host-assistant={key}", "accept": "text/html"}
    with httpx.Client(base_url=console.address, headers=cookie, timeout=60) as client:
        routes = routes_of(client)
        find(client, routes)
        apart = {"/staff/connexion/fournisseur", "/staff/connexion/retour", "/staff/invitation/{code}"}
        assert [route.path for route in routes if not route.addresses and route.path not in apart] == []
        pages = [each for route in routes if route.path not in apart for each in route.addresses[:MOST]]
        return [each for each in pages if not is_file(client, each)]


def test_no_page_of_the_console_hinders_anybody(week, enter_as, survey):
    page = enter_as(week)
    for address in addresses(week):
        page.goto(week.address + address)
        survey(page, address)
    assert not survey.faults, survey.told()


def test_refusals_and_faults_of_the_console_hinder_nobody(console, enter_as, survey):
    an_administrator(console.records)
    page = enter_as(console)
    page.goto(f"{console.address}/staff/comptes/nouveau")
    page.locator("form").evaluate_all("forms => forms.forEach((form) => { form.noValidate = true; })")
    page.get_by_role("button", name="Créer le compte").click()
    survey(page, "an account without a name")
    page.goto(f"{console.address}/staff/faq/nouvelle")
    page.locator("form").evaluate_all("forms => forms.forEach((form) => { form.noValidate = true; })")
    page.get_by_role("button", name="Enregistrer et proposer à la validation").click()
    survey(page, "an entry without words")
    page.goto(f"{console.address}/staff/comptes/nouveau")
    page.get_by_label("Identifiant").fill("c.petit@exemple.fr")
    page.get_by_label("Nom").fill("Camille Petit")
    page.get_by_role("button", name="Créer le compte").click()
    survey(page, "an account made")
    link = page.get_by_label("Lien d’invitation").input_value()
    page.goto(f"{console.address}/staff/faq/999")
    survey(page, "no such entry")
    page.goto(f"{console.address}/staff")
    page.get_by_role("button", name="Se déconnecter").click()
    survey(page, "signed out")
    page.get_by_label("Identifiant").fill("a.martin")
    page.get_by_label("Mot de passe").fill("autre")
    page.get_by_role("button", name="Se connecter").click()
    survey(page, "refused")
    page.goto(link)
    survey(page, "invited")
    assert not survey.faults, survey.told()
