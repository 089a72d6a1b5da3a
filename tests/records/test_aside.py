from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from assistant.domain import Reason, Status
from assistant.records import aside, queue
from assistant.records.queue import Pick
from assistant.records.tables import Exchange, JournalLine
from tests.support.exchanges import ask, hand_over

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def questions(database, pick=Pick.ALL, scheme=""):
    with database.reading() as session:
        return sorted(group.question for group in queue.page(session, scheme, pick).groups)


def put_aside(database, row, until=NOW, scheme=""):
    with database.writing() as session:
        return aside.put_aside(session, scheme, row.id, until, "agent")


def take_back(database, row, scheme=""):
    with database.writing() as session:
        return aside.take_back(session, scheme, row.id, "agent")


def lines(database):
    with database.reading() as session:
        return [
            (line.actor, line.action, line.target, line.details)
            for line in session.scalars(select(JournalLine).order_by(JournalLine.number))
        ]


def test_a_group_put_aside_leaves_the_queue_whole_and_comes_back_as_it_was(database):
    with database.writing() as session:
        first, *_ = [ask(session, "La TVA est-elle comprise ?", at=NOW - hours * HOUR) for hours in range(3)]
        ask(session, "Une association ?", at=NOW)
    assert put_aside(database, first) == 3
    assert questions(database) == ["Une association ?"]
    assert take_back(database, first) == 3
    with database.reading() as session:
        assert [group.asked for group in queue.page(session, "").groups] == [3, 1]


def test_the_journal_tells_who_put_aside_and_took_back_and_not_what_was_asked(database):
    with database.writing() as session:
        row = ask(session, "La TVA est-elle comprise ?", at=NOW)
    put_aside(database, row)
    take_back(database, row)
    assert lines(database) == [
        ("agent", "question.aside", f"question/{row.id}", {"questions": 1}),
        ("agent", "question.back", f"question/{row.id}", {"questions": 1}),
    ]


def test_what_was_asked_since_the_agent_looked_stays(database):
    with database.writing() as session:
        row = ask(session, "La TVA est-elle comprise ?", at=NOW - HOUR)
        ask(session, "La TVA est-elle comprise ?", at=NOW + HOUR)
    assert put_aside(database, row) == 1
    assert questions(database) == ["La TVA est-elle comprise ?"]


def test_taking_back_brings_nothing_else_back_that_was_put_aside_before(database):
    with database.writing() as session:
        before = ask(session, "La TVA est-elle comprise ?", at=NOW)
    put_aside(database, before)
    with database.writing() as session:
        after = ask(session, "La TVA est-elle comprise ?", at=NOW + HOUR)
    put_aside(database, after, NOW + HOUR)
    assert take_back(database, after) == 1
    with database.reading() as session:
        (group,) = queue.page(session, "").groups
    assert (group.asked, group.latest.id) == (1, after.id)


def test_what_is_done_already_is_not_done_twice(database):
    with database.writing() as session:
        row = ask(session, "La TVA est-elle comprise ?", at=NOW)
    assert [put_aside(database, row), put_aside(database, row)] == [1, 0]
    assert [take_back(database, row), take_back(database, row)] == [1, 0]
    assert len(lines(database)) == 2


def test_a_person_who_waits_is_never_put_aside(database):
    with database.writing() as session:
        row = ask(session, "La TVA est-elle comprise ?", at=NOW)
        hand_over(session, row.question, exchange=row, at=NOW)
    put_aside(database, row)
    with database.reading() as session:
        (group,) = queue.page(session, "").groups
    assert (len(group.waiting), group.latest, group.asked) == (1, None, 1)


def test_what_is_off_topic_can_be_put_aside_too(database):
    with database.writing() as session:
        row = ask(session, "Quel temps fera-t-il ?", Status.OUT_OF_SCOPE, Reason.OFF_TOPIC, at=NOW)
    assert put_aside(database, row) == 1
    assert questions(database, Pick.ELSEWHERE) == []


def test_another_schemes_group_and_a_question_that_is_gone_stay_where_they_are(database):
    with database.writing() as session:
        row = ask(session, "La TVA est-elle comprise ?", at=NOW, scheme="autre")
    assert put_aside(database, row) == 0
    assert put_aside(database, row, scheme="autre") == 1
    assert take_back(database, row) == 0
    with database.writing() as session:
        session.delete(session.get(Exchange, row.id))
    assert put_aside(database, row, scheme="autre") == take_back(database, row, scheme="autre") == 0


def test_a_published_answer_takes_out_all_that_says_the_same(database):
    with database.writing() as session:
        ask(session, "Bonjour, la TVA est-elle comprise ?")
        # Recognised as a point of the tables, it is grouped by that and not by its words.
        ask(session, "Et la TVA, comprise ou non ?", topic="vat")
        ask(session, "TVA ?", topic="vat")
        ask(session, "Une association ?")
        number = aside.settle(session, "", ["La TVA est-elle comprise ?", "et la TVA comprise ou non"])
    assert number == 2
    assert questions(database) == ["TVA ?", "Une association ?"]


def test_a_published_answer_takes_out_the_group_that_it_was_written_from(database):
    with database.writing() as session:
        first = ask(session, "TVA ?", topic="vat")
        ask(session, "Et la TVA ?", topic="vat")
        ask(session, "TVA ?", topic="vat", scheme="autre")
        assert aside.settle(session, "", ["La TVA est-elle comprise ?"], exchange_id=first.id) == 2
        handoff = hand_over(session, "Une association ?", exchange=ask(session, "Une association ?"))
        handoff.state = "replied"
        session.flush()
        assert aside.settle(session, "", ["Qui peut candidater ?"], handoff_id=handoff.id) == 1
    assert questions(database) == []
    assert questions(database, scheme="autre") == ["TVA ?"]


def test_the_same_question_comes_back_when_the_published_answer_did_not_reach_it(database):
    with database.writing() as session:
        ask(session, "La TVA est-elle comprise ?")
        aside.settle(session, "", ["La TVA est-elle comprise ?"])
        ask(session, "La TVA est-elle comprise ?")
    assert questions(database) == ["La TVA est-elle comprise ?"]


def test_an_emptied_exchange_settles_nothing_but_what_its_phrasings_say(database):
    with database.writing() as session:
        gone = ask(session, "Ancienne ?")
        gone.question, gone.alike, gone.work = "", "", None
        ask(session, "La TVA est-elle comprise ?")
        assert aside.settle(session, "", ["Qui candidate ?"], exchange_id=gone.id) == 0
