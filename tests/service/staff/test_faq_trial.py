import re

import pytest
from sqlalchemy import select

from assistant.domain import Question
from assistant.records import exchanges
from assistant.records.faq.unanswered import unanswered
from assistant.records.tables import Exchange, JournalLine
from tests.support.entries import keep

DRONE = "Peut-on acheter un drone ?"


@pytest.fixture
def ask(site):
    """Ask questions as mayors do: they are kept with what became of them."""

    def asked(*questions, scheme=""):
        for words in questions:
            question = Question(words)
            answer = site.holder.current().ask(question)
            with site.records.writing() as session:
                exchanges.add(session, scheme, question, answer, "page")

    return asked


def flags(page):
    return re.findall(r'<th scope="row">([^<]*)</th>\s*<td><span class="flag (\w+)">', page.text)


def test_a_draft_is_tried_on_its_own_phrasings_and_on_what_was_left_unanswered(site, ask, words):
    ask("Peut-on acheter un drone ?", "Un drone, c’est possible d’en acheter un ?", "La cantine est-elle ouverte ?")
    number = keep(site.records, DRONE, "Oui.", state="draft", phrasings=("acheter un drone",))
    page = site.as_("reader").send_form(f"/staff/faq/{number}/essai")
    assert dict(flags(page)) == {DRONE: "good", "acheter un drone": "good"}
    assert "Questions essayées : 2." in words(page)  # the first two say the same
    answered = words(page).split("Recevraient cette réponse")[1]
    assert "d’en acheter un" in answered and "cantine" not in answered


def test_a_trial_publishes_nothing(site, ask):
    ask(DRONE)
    number = keep(site.records, DRONE, "Oui.", state="draft")
    site.as_("reader").send_form(f"/staff/faq/{number}/essai")
    assert site.client.post("/api/chat", json={"question": DRONE}).json()["status"] != "answered"


def test_questions_that_were_read_are_noted_in_the_journal(site, ask):
    number = keep(site.records, DRONE, "Oui.", state="draft")
    reader = site.as_("reader", login="ada")
    reader.send_form(f"/staff/faq/{number}/essai")
    ask(DRONE)
    reader.send_form(f"/staff/faq/{number}/essai")
    with site.records.reading() as session:
        lines = session.scalars(select(JournalLine).where(JournalLine.action == "faq.trial")).all()
        assert [(line.actor, line.target, line.details) for line in lines] == [
            ("ada", f"faq/{number}", {"questions": 1})
        ]


def test_without_an_index_there_is_nothing_to_try_it_on(console):
    number = keep(console.records, DRONE, state="draft")
    reader = console.as_("reader")
    assert reader.get(f"/staff/faq/{number}/essai").status_code == 200
    assert reader.send_form(f"/staff/faq/{number}/essai").status_code == 503


def test_unanswered_questions_are_the_latest_of_the_scheme_those_that_say_the_same_once(site, ask):
    ask("Bonjour", DRONE, "acheter un drone", "La piscine ?")
    ask("Ailleurs, un vélo ?", scheme="autre")
    with site.records.writing() as session:
        for row in session.scalars(select(Exchange).where(Exchange.question.contains("drone"))):
            row.alike = "same"
    with site.records.reading() as session:
        assert [row.question for row in unanswered(session, "", 10)] == ["La piscine ?", "acheter un drone"]
        assert len(unanswered(session, "", 1)) == 1
