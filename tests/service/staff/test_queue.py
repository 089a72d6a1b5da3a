import re
from datetime import UTC, datetime, timedelta

import pytest

from assistant.domain import Reason, Status
from assistant.records import feedback
from assistant.records.feedback import Complaint
from assistant.records.queue import Pick
from assistant.records.tables import Exchange
from assistant.service.staff.queue import PICKS
from tests.support.exchanges import Statements, ask, hand_over

QUEUE = "/staff/a-traiter"
NOW = datetime.now(UTC)


def ago(**lasted):
    return NOW - timedelta(**lasted)


def headings(page):
    return [re.sub(r"<[^>]+>", "", h).strip() for h in re.findall(r"<h2[^>]*>(.*?)</h2>", page.text, re.S)]


@pytest.fixture
def desk(console):
    """A question asked three times, a badly rated answer, someone who waits since three days."""
    with console.records.writing() as session:
        for hours in (1, 2, 3):
            row = ask(
                session, "La TVA est-elle comprise ?", at=ago(hours=hours), answer="Les documents ne le disent pas."
            )
        rated = ask(session, "Quel est le taux ?", Status.ANSWERED, at=ago(hours=5))
        feedback.give(session, "", rated.id, False, Complaint.WRONG, "Ce taux est <b>ancien</b>.")
        asked = ask(session, "Une association ?", at=ago(days=3))
        handoff = hand_over(session, "Une association ?", exchange=asked, at=ago(days=3))
        ask(session, "Quel temps fera-t-il ?", Status.OUT_OF_SCOPE, Reason.OFF_TOPIC)
        console.vat, console.handoff, console.waited = row.id, handoff.id, asked.id
    return console


def test_an_agent_reads_first_who_waits_then_what_is_asked_most(desk):
    page = desk.as_("writer").get(QUEUE)
    assert headings(page) == ["Une association ?", "La TVA est-elle comprise ?", "Quel est le taux ?"]
    assert "Une personne attend depuis 3 jours" in page.text
    assert "posée 3 fois" in page.text
    assert "un avis défavorable" in page.text
    assert "Les documents ne le disent pas." in page.text
    assert "transmise à la préfecture&nbsp;: aucun passage ne répond assez sûrement" in page.text


def test_what_people_wrote_is_text_and_nothing_else(desk):
    assert "Ce taux est &lt;b&gt;ancien&lt;/b&gt;." in desk.as_("reader").get(QUEUE).text


def test_each_group_leads_to_its_question_its_hand_off_and_a_proposal(desk):
    page = desk.as_("writer").get(QUEUE).text
    assert f'href="/staff/questions/{desk.vat}' not in page  # the latest of a group stands for it
    assert f'href="/staff/questions/{desk.waited}"' in page
    assert f'href="/staff/transmissions/{desk.handoff}"' in page
    assert f"/staff/faq/nouvelle?question_id={desk.waited}" in page


@pytest.mark.parametrize(("name", "shown"), [
    ("attente", ["Une association ?"]),
    ("sans-reponse", ["La TVA est-elle comprise ?", "Une association ?"]),
    ("mal-notees", ["Quel est le taux ?"]),
    ("hors-sujet", ["Quel temps fera-t-il ?"]),
    ("autre-chose", ["Une association ?", "La TVA est-elle comprise ?", "Quel est le taux ?"]),
])  # fmt: skip
def test_a_filter_shows_a_part_of_the_queue(desk, name, shown):
    assert headings(desk.as_("reader").get(QUEUE, params={"voir": name})) == shown


def test_every_part_of_the_queue_has_its_filter_with_its_number(desk):
    assert set(PICKS.values()) == set(Pick)
    page = desk.as_("reader").get(QUEUE).text
    assert re.findall(r'<span class="count">(\d+)</span>', page) == ["5", "1", "4", "1", "1"]


@pytest.mark.parametrize("name", PICKS)
def test_an_empty_part_says_so(console, name):
    page = console.as_("reader").get(QUEUE, params={"voir": name})
    assert page.status_code == 200
    assert "<ol" not in page.text


def test_a_reader_is_offered_nothing_to_do(desk):
    page = desk.as_("reader").get(QUEUE).text
    assert "mettre-de-cote" not in page
    assert "/staff/faq/nouvelle" not in page


def aside(page):
    """Return the address and the fields of each « mettre de côté »."""
    found = re.findall(
        r'action="(/staff/a-traiter/\w+/mettre-de-cote)">.*?name="jusqu" value="([^"]+)"', page.text, re.S
    )
    return [(path, {"jusqu": until}) for path, until in found]


def test_a_group_is_put_aside_and_taken_back(desk):
    agent = desk.as_("writer")
    path, fields = aside(agent.get(QUEUE))[0]
    done = agent.send_form(path, **fields, voir="sans-reponse")
    assert done.status_code == 303
    page = agent.get(done.headers["location"])
    assert "La question est mise de côté" in page.text
    assert headings(page) == ["Une association ?"]
    (undo,) = re.findall(r'action="(/staff/a-traiter/\w+/reprendre)"', page.text)
    page = agent.get(agent.send_form(undo).headers["location"])
    assert "de nouveau à traiter" in page.text
    assert len(headings(page)) == 3


def test_what_was_asked_meanwhile_is_not_put_aside_unseen(desk):
    agent = desk.as_("writer")
    path, fields = aside(agent.get(QUEUE))[0]
    with desk.records.writing() as session:
        ask(session, "La TVA est-elle comprise ?", at=NOW + timedelta(hours=1))
    agent.send_form(path, **fields)
    assert "La TVA est-elle comprise ?" in headings(agent.get(QUEUE))


def test_putting_aside_what_somebody_has_just_dealt_with_says_so(desk):
    agent = desk.as_("writer")
    path, fields = aside(agent.get(QUEUE))[0]
    agent.send_form(path, **fields)
    page = agent.get(agent.send_form(path, **fields).headers["location"])
    assert "Rien n’a été changé" in page.text
    assert "reprendre" not in page.text


@pytest.mark.parametrize("until", ["", "hier", "2026-11-28T09:00:00"])
def test_a_form_without_its_moment_changes_nothing(desk, until):
    agent = desk.as_("writer")
    path, _ = aside(agent.get(QUEUE))[0]
    assert agent.send_form(path, jusqu=until).status_code == 422
    with desk.records.reading() as session:
        assert session.get(Exchange, desk.vat).handled_at is None


def test_the_pages_of_the_queue_follow_each_other(console):
    with console.records.writing() as session:
        for number in range(30):
            ask(session, f"Question {number} mot{number} ?")
    agent = console.as_("reader")
    first = agent.get(QUEUE)
    (following,) = re.findall(r'href="([^"]+)" rel="next"', first.text)
    second = agent.get(following.replace("&amp;", "&"))
    assert (len(headings(first)), len(headings(second))) == (25, 5)
    assert not set(headings(first)) & set(headings(second))
    assert 'rel="next"' not in second.text


@pytest.mark.parametrize("word", ["x", "é", "W10", "WzEsMiwzXQ", "bnVsbA", "WyIyMDI2LTExLTI4IiwgMSwgIngiXQ"])
def test_an_address_that_leads_nowhere_shows_the_first_page(desk, word):
    assert len(headings(desk.as_("reader").get(QUEUE, params={"apres": word}))) == 3


def test_the_page_costs_the_same_statements_whatever_it_shows(desk):
    agent = desk.as_("writer")
    agent.get(QUEUE)
    with Statements(desk.records) as few:
        agent.get(QUEUE)
    with desk.records.writing() as session:
        for number in range(40):
            row = ask(session, f"Question {number} mot{number} ?")
            hand_over(session, row.question, exchange=row)
            feedback.give(session, "", row.id, False, comment="Non.")
    with Statements(desk.records) as many:
        assert len(headings(agent.get(QUEUE))) == 25
    assert len(many) == len(few) == 7


def test_a_question_that_somebody_waits_on_is_replied_to_before_it_is_put_aside(desk):
    paths = [path for path, _ in aside(desk.as_("writer").get(QUEUE))]
    assert len(paths) == 2
    assert not any(desk.waited in path for path in paths)
