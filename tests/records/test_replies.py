import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant.records import queue, replies
from assistant.records.replies import Closing, State
from assistant.records.tables import JournalLine, User
from tests.support.exchanges import Statements, ask, hand_over

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def agents(database):
    """Two agents who may reply, as (account, login)."""
    with database.writing() as session:
        users = [User(login=name, name=f"Agent {name}", role="writer") for name in ("anne", "basile")]
        session.add_all(users)
        session.flush()
        return [(user.id, user.login) for user in users]


@pytest.fixture
def handoff(database):
    """The number of a hand-off that waits, from an exchange."""
    with database.writing() as session:
        asked = ask(session, "La TVA est-elle comprise ?", at=NOW)
        return hand_over(session, asked.question, exchange=asked, email="maire@exemple.fr", at=NOW).id


def found(database, number, scheme=""):
    with database.reading() as session:
        return replies.find(session, scheme, number)


def lines(database):
    with database.reading() as session:
        rows = session.scalars(select(JournalLine).order_by(JournalLine.number))
        return [(line.actor, line.action, line.target, line.details) for line in rows]


def test_a_reply_is_kept_with_its_agent_and_nobody_waits_any_more(database, agents, handoff):
    with database.writing() as session:
        row = replies.reply(session, "", handoff, "Oui, toutes taxes comprises.", agents[0])
        assert (row.state, row.reply, row.email) == ("replied", "Oui, toutes taxes comprises.", "maire@exemple.fr")
    known = found(database, handoff)
    assert known.agent == "Agent anne"
    assert known.row.replied_at is not None
    assert known.exchange.handled_at == known.row.replied_at
    with database.reading() as session:
        assert queue.page(session, "").groups == ()
    assert lines(database) == [("anne", "handoff.reply", f"transmission/{handoff}", {"characters": 28})]


@pytest.mark.parametrize("why", list(Closing))
def test_a_hand_off_is_closed_without_a_reply_but_with_its_reason(database, agents, handoff, why):
    with database.writing() as session:
        replies.close(session, "", handoff, why, agents[0])
    row = found(database, handoff).row
    assert (row.state, row.closing, row.reply) == ("closed", why, None)
    assert lines(database) == [("anne", "handoff.close", f"transmission/{handoff}", {"closing": why.value})]


def test_what_was_replied_to_is_neither_replied_to_again_nor_closed(database, agents, handoff):
    anne, basile = agents
    with database.writing() as session:
        replies.reply(session, "", handoff, "Oui.", anne)
    with database.writing() as session:
        assert replies.reply(session, "", handoff, "Non.", basile) is None
        assert replies.close(session, "", handoff, Closing.TWICE, basile) is None
    row = found(database, handoff).row
    assert (row.reply, row.closing, row.replied_by) == ("Oui.", None, anne[0])
    assert len(lines(database)) == 1


def test_of_agents_who_reply_at_once_one_is_heard(database, agents, handoff):
    ready, heard = threading.Barrier(2), []

    def send(by, words):
        ready.wait(10)
        with database.writing() as session:
            heard.append(replies.reply(session, "", handoff, words, by))

    threads = [
        threading.Thread(target=send, args=(by, words)) for by, words in zip(agents, ("Oui.", "Non."), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(row is None for row in heard) == [False, True]
    assert found(database, handoff).row.reply == next(row.reply for row in heard if row is not None)
    assert len(lines(database)) == 1


def test_the_other_questions_of_the_group_stay_to_be_dealt_with(database, agents, handoff):
    with database.writing() as session:
        ask(session, "la TVA est-elle comprise")
        replies.reply(session, "", handoff, "Oui.", agents[0])
    with database.reading() as session:
        (group,) = queue.page(session, "").groups
    assert (group.asked, group.waiting) == (1, ())


def test_another_schemes_hand_off_is_neither_found_nor_answered(database, agents, handoff):
    assert found(database, handoff, "autre") is None
    with database.writing() as session:
        assert replies.reply(session, "autre", handoff, "Oui.", agents[0]) is None
        assert replies.close(session, "autre", handoff, Closing.TWICE, agents[0]) is None
        assert replies.listed(session, "autre", State.WAITING) == ([], None)
        assert replies.counted(session, "autre") == {State.WAITING: 0, State.REPLIED: 0, State.CLOSED: 0}
    assert found(database, handoff).row.state == "waiting"


def test_a_hand_off_without_an_exchange_is_read_and_replied_to(database, agents):
    with database.writing() as session:
        number = hand_over(session, "Une association ?").id
        assert replies.find(session, "", number).exchange is None
        assert replies.reply(session, "", number, "Non.", agents[0]).state == "replied"


def test_those_who_wait_longest_are_listed_first_the_others_by_the_latest(database, agents):
    with database.writing() as session:
        numbers = [hand_over(session, f"Question {n} ?", at=NOW - n * DAY).id for n in range(4)]
        for number in numbers[:2]:
            replies.reply(session, "", number, "Oui.", agents[0])
        waiting, _ = replies.listed(session, "", State.WAITING)
        replied, _ = replies.listed(session, "", State.REPLIED)
        assert replies.counted(session, "") == {State.WAITING: 2, State.REPLIED: 2, State.CLOSED: 0}
    assert [row.question for row in waiting] == ["Question 3 ?", "Question 2 ?"]
    assert [row.question for row in replied] == ["Question 0 ?", "Question 1 ?"]


@pytest.mark.parametrize("state", [State.WAITING, State.REPLIED])
def test_pages_of_hand_offs_follow_each_other(database, state):
    with database.writing() as session:
        for number in range(replies.PAGE + 3):
            hand_over(session, f"Question {number} ?", at=NOW - number // 2 * DAY).state = state.value
    with database.reading() as session:
        first, after = replies.listed(session, "", state)
        rest, end = replies.listed(session, "", state, after)
    assert (len(first), len(rest), end) == (replies.PAGE, 3, None)
    assert len({row.id for row in (*first, *rest)}) == replies.PAGE + 3


def test_a_hand_off_is_read_with_its_exchange_and_agent_in_one_statement(database, handoff):
    with Statements(database) as run:
        found(database, handoff)
    assert len(run) == 1
