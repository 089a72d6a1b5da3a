"""A whole day of the prefecture, played in a real browser without JavaScript, each person in a browser of their own."""

import re
import time
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from assistant.access import passwords
from assistant.records.tables import ReferenceQuestion, Task, User
from assistant.service.staff.desk import Policy
from tests.conftest import with_a_facet
from tests.support.agents import PASSWORD, sign_in
from tests.support.serving import built

QUESTION = "Peut-on financer une borne de recharge pour vélos électriques ?"
AGAIN = "borne de recharge vélos électriques, on peut la financer ?"
QUOTE = "Le taux maximum de l'aide est de 80 % du coût du projet."
ANSWER = "Non, les bornes de recharge pour vélos ne sont pas financées par ce dispositif."
REPLY = "Madame, Monsieur, les bornes de recharge pour vélos ne sont pas financées."


@pytest.fixture
def day(open_console, open_page, tiny_corpus, tmp_path, monkeypatch):
    """The service on a small corpus; ``mayor`` and ``agent(role)`` open the browser of a person."""
    with_a_facet(tiny_corpus)
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    console = open_console(settings, policy=Policy(settings={"": settings}))
    kept = passwords.hashed(PASSWORD)

    def agent(role):
        with console.records.writing() as session:
            session.add(User(login=f"un.{role}", name=f"Agent {role}", role=role, password=kept))
        page = open_page(java_script_enabled=False)
        page.goto(f"{console.address}/staff")
        sign_in(page, f"un.{role}")
        return page

    def mayor():
        page = open_page(java_script_enabled=False)
        page.goto(console.address)
        return page

    return SimpleNamespace(**vars(console), agent=agent, mayor=mayor, folder=tiny_corpus)


def ask(page, question):
    page.get_by_label("Votre question").fill(question)
    page.get_by_role("button", name="Envoyer la question").click()
    return page.get_by_role("article").inner_text()


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def go(page, name):
    page.get_by_role("link", name=name).first.click()


def transmitted(day):
    """A mayor is handed over and transmits the question; return the receipt code."""
    page = day.mayor()
    assert "Réponse trouvée" not in ask(page, QUESTION)
    press(page, "Transmettre ma question")
    press(page, "Transmettre")
    code = re.search(r"\b(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}\b", page.locator("main").inner_text())
    assert code, page.locator("main").inner_text()
    return code[0]


def replied_and_proposed(day):
    """A writer finds the question first in the queue, replies to the person, and proposes an answer for all."""
    page = day.agent("writer")
    page.goto(f"{day.address}/staff/a-traiter")
    assert QUESTION in page.locator("main").inner_text()
    page.goto(f"{day.address}/staff/transmissions")
    go(page, re.compile("borne de recharge"))
    page.locator("textarea[name=reponse]").fill(REPLY)
    page.locator("button[value=envoyer]").click()
    assert REPLY in page.locator("main").inner_text()
    page.locator("a[href*='/staff/faq/nouvelle']").click()
    page.locator("textarea[name=question]").fill(QUESTION)
    page.locator("textarea[name=phrasings]").fill(AGAIN)
    page.locator("textarea[name=answer]").fill(ANSWER)
    page.locator("select[name=document-0]").select_option("circulaire")
    page.locator("textarea[name=quote-0]").fill(QUOTE)
    press(page, "Enregistrer et proposer à la validation")
    assert page.get_by_role("button", name="Valider et publier").count() == 0
    return re.search(r"/staff/faq/(\d+)", page.url)[1]


def validated(day, number):
    """Another agent validates; a question of reference is added."""
    page = day.agent("validator")
    page.goto(f"{day.address}/staff/faq/{number}")
    press(page, "Valider et publier")
    assert "publiée" in page.get_by_role("status").inner_text()
    with day.records.reading() as session:
        assert session.scalar(select(func.count()).select_from(ReferenceQuestion)) == 1


def answered_to_the_next(day):
    """The next mayor reads the validated answer, with its badge, and can open it."""
    page = day.mayor()
    began = time.monotonic()
    read = ask(page, AGAIN)
    assert ANSWER in read and "Réponse validée par la préfecture" in read
    assert time.monotonic() - began < 10
    page.get_by_role("article").locator("a[href^='/faq/']").first.click()
    assert ANSWER in page.locator("mark").first.inner_text()


def followed(day, code):
    """The first mayor reads the reply with the code alone."""
    page = day.mayor()
    page.goto(f"{day.address}/recu")
    page.locator("input[name=code]").fill(code.lower())
    page.locator("main form button").first.click()
    assert REPLY in page.locator("main").inner_text()


def updated(day, page):
    """Bring the index up to date from the console and wait for it."""
    page.goto(f"{day.address}/staff/corpus")
    press(page, "Mettre à jour l’index")
    limit = time.monotonic() + 120
    while time.monotonic() < limit:
        with day.records.reading() as session:
            task = session.scalar(select(Task).order_by(Task.id.desc()).limit(1))
        if task.state != "running":
            assert task.state == "done", task.message
            day.holder.refresh()
            return
        time.sleep(0.3)
    raise AssertionError("the index was not updated")


def test_a_whole_day(day):
    code = transmitted(day)
    number = replied_and_proposed(day)
    validated(day, number)
    answered_to_the_next(day)
    followed(day, code)
    first = day.client.get("/health/ready").json()["index_version"]
    circular = day.folder / "documents" / "circulaire.md"
    circular.write_text(circular.read_text("utf-8").replace("80 %", "70 %"), "utf-8")
    facets = day.folder / "facets.toml"
    facets.write_text(facets.read_text("utf-8").replace("80 %", "70 %"), "utf-8")
    page = day.agent("administrator")
    updated(day, page)
    page.goto(f"{day.address}/staff/faq/controle")
    press(page, "Contrôler maintenant")
    found = page.locator("main").inner_text()
    assert QUESTION in found and "contredite" in found
    assert page.locator("del").inner_text() != page.locator("ins").inner_text()
    page.goto(f"{day.address}/staff/corpus")
    press(page, f"Revenir à la version {first}")
    assert day.client.get("/health/ready").json()["index_version"] == first
    assert ANSWER in ask(day.mayor(), AGAIN)
