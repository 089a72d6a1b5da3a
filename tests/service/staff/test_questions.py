"""A question's own page: how it came to its answer."""

import inspect
import re

import pytest
from sqlalchemy import select

from assistant.answering.decision import unsure
from assistant.commands import index
from assistant.domain import Question, Reason, Status
from assistant.pipeline import STEPS
from assistant.records import exchanges, feedback
from assistant.records.feedback import HELPFUL, Complaint
from assistant.records.retention import Retention, purge
from assistant.records.tables import Exchange, JournalLine
from assistant.rules.recognised import Recognised
from assistant.service.staff.desk import Policy
from assistant.texts import table
from assistant.wiring import build
from tests.conftest import with_a_facet
from tests.support.exchanges import Statements, ask, hand_over
from tests.support.serving import built

WORDS = table("question")


@pytest.fixture
def desk(open_console, tiny_corpus, tmp_path, monkeypatch):
    """A console on a small corpus; ``desk.ask(words)`` asks its assistant and keeps the exchange."""
    with_a_facet(tiny_corpus)
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    console = open_console(settings, policy=Policy(settings={"": settings}))
    console.settings, console.assistant = settings, build(settings)

    def ask_it(words, *history):
        question = Question(words, history)
        with console.records.writing() as session:
            return exchanges.add(session, "", question, console.assistant.ask(question), "page").id

    console.ask = ask_it
    return console


def read(desk, number, role="writer"):
    page = desk.as_(role).get(f"/staff/questions/{number}")
    assert page.status_code == 200
    return page.text


def test_an_answer_is_shown_as_it_was_read_with_its_sources(desk):
    page = read(desk, desk.ask("Quel est le taux de l'aide ?", "Bonjour, c'est pour une école."))
    assert "Quel est le taux de l&#39;aide ?" in page
    assert "Bonjour, c&#39;est pour une école." in page
    assert "<blockquote>Le taux maximum de l&#39;aide est de 80 % du coût du projet.</blockquote>" in page
    assert re.search(
        r'<a href="/documents/circulaire\?v=\w{12}&amp;p=1&amp;d=\d+&amp;f=\d+#p1-\d">Circulaire du 14 avril', page
    )
    assert "Pourquoi l’assistant a répondu ainsi" in page
    assert "Le taux" in page


def test_a_refusal_is_explained_by_its_reason_its_chance_and_the_least_one(desk):
    page = read(desk, desk.ask("Le conseil municipal doit-il délibérer avant ?"))
    assert "Pourquoi l’assistant n’a pas répondu" in page
    assert WORDS["because"]["no_evidence"] in page
    assert re.search(
        r"estimée à \d+,\d\u00a0% ; l’assistant ne répond qu’à partir de \d+,0\u00a0%", page.replace("\u00a0;", " ;")
    )
    assert WORDS["signal"]["similarity"] in page


def test_each_step_is_told_in_words(desk):
    page = read(desk, desk.ask("Quel est le taux de l'aide ?"))
    for step in STEPS:
        assert WORDS["step"][step.__name__] in page
        assert f">{step.__name__}<" not in page
    assert "réponse rédigée\u00a0: réponse donnée" in page


def test_the_step_at_which_it_stopped_is_told(desk):
    page = read(desk, desk.ask("Je voudrais parler à quelqu'un"))
    assert "l’assistant s’est arrêté ici\u00a0: transmise à la préfecture" in page
    assert WORDS["because"]["person_requested"] in page


def test_the_passages_looked_at_are_shown_with_their_scores_and_whether_they_were_cited(desk):
    (desk.settings.corpus / "facets.toml").unlink()
    (desk.settings.corpus / "questions" / "phrasings.toml").unlink()
    index.index()
    assistant = build(desk.settings, unsure())
    question = Question("Quel est le taux maximum de l'aide ?")
    with desk.records.writing() as session:
        number = exchanges.add(session, "", question, assistant.ask(question), "api").id
    page = read(desk, number)
    assert "Le taux maximum de l&#39;aide est de 80 % du coût du projet." in page
    assert re.search(r'/documents/circulaire\?v=\w{12}#p1-\d">Circulaire du 14 avril 2021, page 1</a>', page)
    assert "mots\u00a0: 1" in page


def test_a_passage_whose_version_is_gone_is_named(desk):
    with desk.records.writing() as session:
        row = ask(session, "Quel est le taux ?", at=None)
        row.hits = [{"passage": "circulaire/p1-1", "score": 1.5, "cosine": 0.25, "ranks": {"dense": 2}, "used": False}]
        number = row.id
    page = read(desk, number)
    assert "Ce passage n’est plus conservé (circulaire/p1-1)." in page
    assert "<td>1,50</td><td>0,25</td>" in page
    assert "sens\u00a0: 2" in page


def test_what_the_person_thought_and_sent_is_there(desk):
    with desk.records.writing() as session:
        row = ask(session, "La TVA est-elle comprise ?")
        feedback.give(session, "", row.id, False, Complaint.INCOMPLETE, "Et <script>alert(1)</script> ?")
        handoff = hand_over(session, row.question, exchange=row)
    page = read(desk, row.id)
    assert WORDS["rating"]["incomplete"] in page
    assert "&lt;script&gt;" in page
    assert f'href="/staff/transmissions/{handoff.id}"' in page


def test_questions_that_say_the_same_are_listed_the_latest_first(desk):
    with desk.records.writing() as session:
        rows = [ask(session, words) for words in ("La TVA est-elle comprise ?", "Bonjour, la TVA est-elle comprise ?")]
        ask(session, "Une association ?")
    page = read(desk, rows[0].id)
    assert f'href="/staff/questions/{rows[1].id}"' in page
    assert f'href="/staff/questions/{rows[0].id}"' not in page
    assert "Une association" not in page


def test_each_reading_is_a_line_of_the_journal(desk):
    number = desk.ask("Quel est le taux de l'aide ?")
    agent = desk.as_("reader", "anne")
    agent.get(f"/staff/questions/{number}")
    agent.get(f"/staff/questions/{'0' * 32}")
    with desk.records.reading() as session:
        lines = [
            (line.actor, line.target) for line in session.scalars(select(JournalLine)) if line.action == "question.read"
        ]
    assert lines == [("anne", f"question/{number}")]


def test_a_question_whose_words_are_gone_says_so(desk):
    with desk.records.writing() as session:
        row = ask(session, "La TVA est-elle comprise ?")
    with desk.records.writing() as session:
        old = session.get(Exchange, row.id)
        old.asked_at = old.asked_at.replace(year=old.asked_at.year - 1, day=1)
    purge(desk.records, Retention(exchanges=30, statistics=4000))
    page = read(desk, row.id)
    assert WORDS["page"]["emptied"] in page
    assert "TVA" not in page
    assert "/staff/faq/nouvelle" not in page


@pytest.mark.parametrize("number", ["1", "0" * 32, "é", "%00", "0" * 400])
def test_a_question_that_is_not_there_is_not_found(desk, number):
    assert desk.as_("reader").get(f"/staff/questions/{number}").status_code == 404


def test_a_question_of_another_scheme_is_not_found(desk):
    with desk.records.writing() as session:
        row = ask(session, "Quel est le taux ?", scheme="autre")
    assert desk.as_("reader").get(f"/staff/questions/{row.id}").status_code == 404


def test_a_question_is_put_aside_from_its_page_with_those_that_say_the_same(desk):
    with desk.records.writing() as session:
        first, second = (ask(session, "La TVA est-elle comprise ?") for _ in range(2))
    agent = desk.as_("writer")
    page = agent.get(f"/staff/questions/{first.id}").text
    (until,) = re.findall(r'name="jusqu" value="([^"]+)"', page)
    agent.send_form(f"/staff/a-traiter/{first.id}/mettre-de-cote", jusqu=until)
    assert "traitée le" in agent.get(f"/staff/questions/{second.id}").text


def test_the_page_costs_the_same_statements_whatever_it_shows(desk):
    with desk.records.writing() as session:
        alone = ask(session, "Une association ?")
    plain, rich = alone.id, desk.ask("Quel est le taux de l'aide ?")
    for _ in range(5):
        again = desk.ask("Quel est le taux de l'aide ?")
    with desk.records.writing() as session:
        hand_over(session, "Quel est le taux de l'aide ?", exchange=session.get(Exchange, again))
    agent = desk.as_("writer")
    agent.get(f"/staff/questions/{plain}")
    seen = []
    for number in (plain, rich, again):
        with Statements(desk.records) as run:
            agent.get(f"/staff/questions/{number}")
        seen.append(len(run))
    assert max(seen) <= 11
    assert seen[1] == seen[2]


def test_everything_that_an_exchange_may_hold_has_its_words():
    assert set(WORDS["reason"]) == set(Reason)
    assert set(WORDS["because"]) == {*Reason, "none"}
    assert set(WORDS["status"]) == set(Status)
    assert set(WORDS["rating"]) == {HELPFUL, *Complaint}
    assert {step.__name__ for step in STEPS} <= set(WORDS["step"])
    assert set(Recognised("", (), ()).features()) <= set(WORDS["signal"])


def test_every_signal_of_the_passages_has_its_words(desk):
    decision = desk.assistant.ask(Question("Quel est le taux ?")).decisions[0]
    assert set(decision.signals) <= set(WORDS["signal"])
    source = inspect.getsource(__import__("assistant.answering.reading", fromlist=["Reader"]))
    assert set(re.findall(r'^\s+"(\w+)": ', source, re.M)) <= set(WORDS["signal"])
