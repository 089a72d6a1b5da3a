from datetime import UTC, datetime, timedelta

import pytest

from assistant.domain import Reason, Status
from assistant.records import feedback, queue
from assistant.records.queue import Pick
from assistant.records.retention import Retention, purge
from tests.support.exchanges import Statements, ask, hand_over, reads_of

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


def ago(days):
    return NOW - timedelta(days=days)


def shown(database, pick=Pick.ALL, scheme="", **rest):
    with database.reading() as session:
        return queue.page(session, scheme, pick, **rest)


def questions(database, pick=Pick.ALL, **rest):
    return [group.question for group in shown(database, pick, **rest).groups]


@pytest.fixture
def desk(database):
    """Three wordings of one unanswered question, a badly rated answer, someone who waits, something off topic."""
    with database.writing() as session:
        ask(session, "La TVA est-elle comprise ?", at=ago(3))
        ask(session, "Bonjour, la TVA est-elle comprise ?", at=ago(2))
        ask(session, "la tva est elle comprise", at=ago(1))
        rated = ask(session, "Quel est le taux ?", Status.ANSWERED, at=ago(4))
        feedback.give(session, "", rated.id, False)
        asked = ask(session, "Une association peut-elle candidater ?", at=ago(5))
        hand_over(session, "Une association peut-elle candidater ?", exchange=asked, at=ago(5))
        ask(session, "Quel temps fera-t-il ?", Status.OUT_OF_SCOPE, Reason.OFF_TOPIC, at=ago(1))
        ask(session, "Bonjour", Status.OUT_OF_SCOPE, Reason.COURTESY, at=ago(1))
        ask(session, "Quel est le taux ?", Status.ANSWERED, at=ago(1))
    return database


def test_who_waits_comes_first_then_what_is_asked_most(desk):
    assert questions(desk) == [
        "Une association peut-elle candidater ?",
        "la tva est elle comprise",
        "Quel est le taux ?",
    ]


def test_questions_that_say_the_same_are_one_group_with_its_count_wordings_and_age(desk):
    (_, vat, rated) = shown(desk).groups
    assert (vat.asked, vat.wordings, vat.rated) == (3, 2, 0)
    assert (vat.first_at, vat.last_at) == (ago(3), ago(1))
    assert vat.latest.answer == "La préfecture peut vous répondre."
    assert (rated.asked, rated.rated) == (1, 1)
    assert rated.latest.feedback.helpful is False


def test_each_part_of_the_queue_shows_what_it_names(desk):
    assert questions(desk, Pick.WAITING) == ["Une association peut-elle candidater ?"]
    assert questions(desk, Pick.UNANSWERED) == ["la tva est elle comprise", "Une association peut-elle candidater ?"]
    assert questions(desk, Pick.RATED) == ["Quel est le taux ?"]
    assert questions(desk, Pick.ELSEWHERE) == ["Quel temps fera-t-il ?"]


def test_each_part_is_counted(desk):
    with desk.reading() as session:
        assert queue.counts(session, "") == {
            Pick.ALL: 5, Pick.WAITING: 1, Pick.UNANSWERED: 4, Pick.RATED: 1, Pick.ELSEWHERE: 1,
        }  # fmt: skip


def test_a_question_without_an_answer_that_is_rated_badly_is_in_both_parts(database):
    with database.writing() as session:
        feedback.give(session, "", ask(session, "La TVA est-elle comprise ?").id, False)
    assert len(questions(database, Pick.RATED)) == len(questions(database, Pick.UNANSWERED)) == 1
    assert shown(database).groups[0].rated == 1


def test_those_who_wait_longest_come_first_and_are_all_named(database):
    with database.writing() as session:
        hand_over(session, "Récente ?", at=ago(1))
        for days in (9, 2):
            hand_over(session, "La TVA est-elle comprise ?", at=ago(days), email="maire@exemple.fr")
    first, second = shown(database).groups
    assert [row.asked_at for row in first.waiting] == [ago(9), ago(2)]
    assert (first.asked, first.latest, first.first_at, first.last_at) == (2, None, ago(9), ago(2))
    assert second.question == "Récente ?"


def test_a_hand_off_is_counted_once_with_the_exchange_it_comes_from(desk):
    assert shown(desk).groups[0].asked == 1


def test_pages_follow_each_other_without_a_gap_or_a_double(database):
    with database.writing() as session:
        for number in range(7):
            for _ in range(1 + number % 3):
                ask(session, f"Question numéro {'abcdefg'[number]}zz ?", at=ago(number))
        for number in range(4):
            hand_over(session, f"Attente {'hijk'[number]}zz ?", at=ago(number // 2))
    whole = questions(database, size=50)
    assert len(whole) == 11
    found, after = [], None
    for turn in range(4):
        page = shown(database, after=after, size=3)
        found += [group.question for group in page.groups]
        after = page.next
        assert (after is None) == (turn == 3)
    assert found == whole


def test_nothing_of_one_scheme_is_in_the_queue_of_another(desk):
    assert questions(desk, scheme="autre") == []
    with desk.reading() as session:
        assert set(queue.counts(session, "autre").values()) == {0}
        assert {group.alike for group in queue.page(session, "").groups}
    with desk.writing() as session:
        ask(session, "La TVA est-elle comprise ?", scheme="autre")
    assert shown(desk, scheme="autre").groups[0].asked == 1
    assert shown(desk).groups[1].asked == 3


def test_a_hand_off_that_was_replied_to_or_closed_waits_no_more(database):
    with database.writing() as session:
        for state in ("replied", "closed"):
            hand_over(session, f"Déjà {state} ?").state = state
    assert questions(database) == []


def test_what_has_expired_is_not_work_any_more(desk):
    purge(desk, Retention(exchanges=2, handoffs=2), at=NOW)
    assert questions(desk) == ["la tva est elle comprise"]
    assert shown(desk).groups[0].asked == 2


def test_a_page_costs_the_same_statements_whatever_it_holds(database):
    with Statements(database) as empty:
        shown(database)
    with database.writing() as session:
        for number in range(60):
            row = ask(session, f"Question {number} mot{number} ?")
            feedback.give(session, "", row.id, number % 2 == 0)
            if number % 3 == 0:
                hand_over(session, row.question, exchange=row)
    with Statements(database) as full:
        page = shown(database, size=50)
        assert [group.latest.feedback.helpful for group in page.groups if group.latest]
    with Statements(database) as filtered:
        shown(database, Pick.UNANSWERED)
    assert len(empty) <= len(full) == 4
    assert len(filtered) == 3


@pytest.mark.parametrize("pick", list(Pick))
def test_the_queue_is_read_from_its_own_index_alone(desk, pick):
    plan = reads_of(desk, queue._ordered("", pick, None, 26))
    assert "ix_exchange_due" in plan
    assert "COVERING INDEX ix_exchange_due" in plan or "Index Only Scan using ix_exchange_due" in plan
