"""An agent's quarter of an hour, in a real browser without JavaScript."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.access import passwords
from assistant.domain import Hit, Passage, Reason, Run, Status, Step
from assistant.records import feedback
from assistant.records.feedback import Complaint
from assistant.records.tables import User
from tests.support.agents import PASSWORD, sign_in
from tests.support.exchanges import ask, hand_over

NOW = datetime.now(UTC)


@pytest.fixture
def desk(console, open_page):
    """Sign a validator in at a page of a console that has what a week leaves; return the page of the browser."""
    text = "Le taux maximum de l'aide est de 80 % du coût du projet."
    passage = Passage("circulaire/p1-1", "circulaire", text, (Run(0, 1, 0, len(text)),))
    told = {
        "hits": (Hit(passage, 1.25, {"lexical": 1, "letters": 2}, cosine=0.61),),
        "steps": (Step("refuse_unusable", ""), Step("judge", "handoff"), Step("write", "handoff")),
    }
    with console.records.writing() as session:
        kept = passwords.hashed(PASSWORD)
        session.add(User(login="a.martin", name="A. Martin", role="validator", password=kept))
        for hours in range(12):
            ask(
                session, "La TVA est-elle comprise dans le montant de l'aide ?", at=NOW - timedelta(hours=hours), **told
            )
        for days in range(9):
            answered = ask(session, "Quel est le taux ?", Status.ANSWERED, at=NOW - timedelta(days=days), answer=text)
        feedback.give(session, "", answered.id, False, Complaint.WRONG, "Ce taux me semble ancien.")
        asked = ask(session, "Une association peut-elle candidater ?", at=NOW - timedelta(days=3))
        row = hand_over(session, asked.question, exchange=asked, at=NOW - timedelta(days=3), email="maire@exemple.fr")
        ask(session, "Quel temps fera-t-il ?", Status.OUT_OF_SCOPE, Reason.OFF_TOPIC)
        places = {"question": f"/staff/questions/{asked.id}", "handoff": f"/staff/transmissions/{row.id}"}

    def enter(path="/staff/a-traiter", **options):
        page = open_page(java_script_enabled=False, **options)
        page.goto(console.address + places.get(path, path))
        sign_in(page, "a.martin")
        return page

    return enter


def questions(page):
    return [heading.inner_text() for heading in page.locator(".card h2").all()]


def test_who_waits_is_answered_and_leaves_the_list(desk):
    page = desk()
    assert questions(page)[0] == "Une association peut-elle candidater ?"
    page.get_by_role("link", name="Répondre").click()
    page.get_by_label("Votre réponse").fill("Oui, une association peut candidater.\nÉcrivez-nous.")
    page.get_by_role("button", name="Relire avant l’envoi").click()
    assert "Oui, une association peut candidater." in page.locator(".sheet").inner_text()
    page.get_by_role("button", name="Envoyer la réponse").click()
    assert "La réponse est enregistrée" in page.get_by_role("status").inner_text()
    assert page.get_by_role("link", name="Proposer comme réponse type").count() == 1
    page.get_by_role("link", name="À traiter").first.click()
    assert "Une association peut-elle candidater ?" not in questions(page)


def test_a_group_is_put_aside_and_taken_back_by_hand(desk):
    page = desk()
    before = questions(page)
    page.get_by_role("button", name="Mettre de côté").first.click()
    assert questions(page) == [before[0], *before[2:]]
    page.get_by_role("button", name="Remettre cette question dans la liste").click()
    assert questions(page) == before


def test_a_refusal_is_read_down_to_its_passages(desk):
    page = desk()
    page.get_by_role("link", name="La TVA est-elle comprise dans le montant de l'aide ?").click()
    assert page.get_by_role("heading", name="Pourquoi l’assistant n’a pas répondu").count() == 1
    assert "Ce passage n’est plus conservé" in page.get_by_role("table").inner_text()


def test_the_questions_are_counted_and_taken_away(desk):
    page = desk("/staff/statistiques")
    assert page.get_by_role("img", name="Histogramme").count() == 1
    page.get_by_role("link", name="12 mois").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Télécharger les questions").click()
    assert taken.value.suggested_filename.startswith("questions-")


@pytest.mark.parametrize(
    "path", ["/staff/a-traiter", "question", "/staff/transmissions", "handoff", "/staff/statistiques"]
)
def test_the_desk_fits_a_narrow_screen(desk, path):
    page = desk(path, viewport={"width": 320, "height": 640})
    assert page.locator("html").evaluate("e => e.scrollWidth") <= 320
    assert page.locator("h1").count() == 1
    for field in page.locator("input:not([type=hidden]), select, textarea").all():
        name = field.get_attribute("id")
        assert page.locator(f'label[for="{name}"]').count() == 1
    for button in page.get_by_role("button").all():
        assert button.bounding_box()["height"] >= 44
