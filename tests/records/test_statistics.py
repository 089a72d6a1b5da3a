from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.domain import Reason, Status
from assistant.records import feedback, replies, statistics
from assistant.records.feedback import Complaint
from assistant.records.retention import Retention, purge
from assistant.records.statistics import Period, figures, start_of, stretches
from assistant.records.tables import User
from tests.support.exchanges import Statements, ask, hand_over, reads_of

TODAY = date(2026, 11, 28)
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def ago(days):
    return NOON - timedelta(days=days)


def counted(database, period=Period.DAYS, scheme=""):
    with database.reading() as session:
        return figures(session, scheme, period, TODAY)


@pytest.fixture
def year(database):
    """Five exchanges of the last thirty days, one of two months ago, one of a year and a half ago."""
    with database.writing() as session:
        for days in (0, 0, 3):
            ask(session, "La TVA est-elle comprise ?", at=ago(days), topic="vat")
        rated = ask(session, "Quel est le taux ?", Status.ANSWERED, at=ago(29), topic="rate")
        feedback.give(session, "", rated.id, True)
        wrong = ask(session, "Quel temps fera-t-il ?", Status.OUT_OF_SCOPE, Reason.OFF_TOPIC, at=ago(1))
        feedback.give(session, "", wrong.id, False, Complaint.WRONG)
        ask(session, "Quel est le taux ?", Status.ANSWERED, at=ago(60), topic="rate")
        ask(session, "Quel est le taux ?", Status.ANSWERED, at=ago(540), topic="rate")
        ask(session, "Quel est le taux ?", Status.ANSWERED, at=ago(0), scheme="autre")
    return database


def test_each_period_is_cut_where_its_name_says():
    days, weeks, months = (list(stretches(period, TODAY)) for period in Period)
    assert (len(days), days[0], days[-1]) == (30, date(2026, 10, 30), TODAY)
    assert (len(weeks), weeks[0], weeks[-1]) == (13, date(2026, 8, 31), date(2026, 11, 23))
    assert (len(months), months[0], months[-1]) == (12, date(2025, 12, 1), date(2026, 11, 1))


@pytest.mark.parametrize("period", list(Period))
def test_every_day_of_a_period_is_in_one_of_its_stretches(period):
    starts = list(stretches(period, TODAY))
    assert {start_of(period, starts[0] + timedelta(days=n)) for n in range((TODAY - starts[0]).days + 1)} == set(starts)


def test_the_months_of_a_year_cross_into_the_one_before():
    assert list(stretches(Period.MONTHS, date(2027, 1, 31)))[::11] == [date(2026, 2, 1), date(2027, 1, 1)]


def test_what_was_asked_is_counted_by_stretch_outcome_reason_topic_and_rating(year):
    found = counted(year)
    assert found.asked == 5
    assert {day: number for day, number in found.volume.items() if number} == {
        TODAY: 2, date(2026, 11, 27): 1, date(2026, 11, 25): 1, date(2026, 10, 30): 1,
    }  # fmt: skip
    assert found.statuses == {"handoff": 3, "answered": 1, "out_of_scope": 1}
    assert found.reasons == {"no_evidence": 3, "off_topic": 1}
    assert found.topics == {"vat": 3, "rate": 1}
    assert found.channels == {"api": 5}
    assert found.ratings == {"helpful": 1, "wrong": 1}


def test_a_longer_period_counts_more_and_nothing_before_it(year):
    assert counted(year, Period.WEEKS).asked == counted(year, Period.MONTHS).asked == 6
    assert counted(year, Period.MONTHS).volume[date(2026, 9, 1)] == 1


def test_another_scheme_is_counted_by_itself(year):
    assert counted(year, scheme="autre").asked == 1
    assert counted(year, scheme="autre").topics == {}


def test_the_median_delay_is_that_of_the_replies_of_the_period(database):
    with database.writing() as session:
        user = User(login="anne", name="Anne", role="writer")
        session.add(user)
        session.flush()
        for hours in (1, 2, 30):
            row = hand_over(session, "Une association ?", at=ago(5))
            replies.reply(session, "", row.id, "Oui.", (user.id, user.login))
            row.replied_at = row.asked_at + timedelta(hours=hours)
        hand_over(session, "Une association ?", at=ago(1))
        closed = hand_over(session, "Une association ?", at=ago(1))
        replies.close(session, "", closed.id, replies.Closing.TWICE, (user.id, user.login))
        hand_over(session, "Une association ?", at=ago(40))
    found = counted(database)
    assert found.handoffs == {"replied": 3, "waiting": 1, "closed": 1}
    assert (found.replies, found.median_hours) == (3, 2.0)


def test_without_a_reply_there_is_no_delay(database):
    assert counted(database).median_hours is None


def test_the_counts_stay_when_the_words_are_gone(year):
    before = counted(year, Period.MONTHS)
    purge(year, Retention(exchanges=1), at=NOON)
    assert counted(year, Period.MONTHS) == before


def test_a_question_is_counted_on_the_day_that_it_was_in_paris(database):
    with database.writing() as session:
        ask(session, "Quel est le taux ?", at=datetime(2026, 11, 27, 23, 30, tzinfo=UTC))
        hand_over(session, "Quel est le taux ?", at=datetime(2026, 10, 29, 23, 30, tzinfo=UTC))
        hand_over(session, "Quel est le taux ?", at=datetime(2026, 10, 29, 21, 30, tzinfo=UTC))
    found = counted(database)
    assert found.volume[TODAY] == 1
    assert found.handoffs == {"waiting": 1}


def test_the_figures_cost_three_statements(year):
    with Statements(year) as run:
        counted(year, Period.MONTHS)
    assert len(run) == 3


def test_the_counts_are_read_from_their_index_alone(year):
    here = statistics.of_period("", date(2025, 12, 1), TODAY)
    plan = reads_of(year, statistics.outcomes(here))
    assert "COVERING INDEX ix_exchange_counted" in plan or "Index Only Scan using ix_exchange_counted" in plan
    assert "TEMP B-TREE" not in plan
