import pytest

from assistant.domain import Reason, Status
from assistant.records import feedback
from assistant.records.work import Work, work_of
from tests.support.exchanges import ask

NOW_GOOD, NOW_BAD = True, False


@pytest.mark.parametrize("status", [Status.HANDOFF, Status.PARTIAL, Status.CLARIFY])
@pytest.mark.parametrize(
    "reason",
    [Reason.NO_EVIDENCE, Reason.NOT_STATED, Reason.PARTLY_STATED, Reason.UNDETERMINED, Reason.UNGROUNDED,
     Reason.MISSING_FACT, Reason.PERSONAL_CASE],
)  # fmt: skip
def test_what_was_not_answered_is_work_and_more_so_when_it_was_rated_badly(status, reason):
    assert work_of(status, reason) is Work.UNANSWERED
    assert work_of(status, reason, helpful=True) is Work.UNANSWERED
    assert work_of(status, reason, helpful=False) is Work.BOTH


def test_an_answer_is_work_once_it_is_rated_badly():
    assert work_of(Status.ANSWERED, None) is None
    assert work_of(Status.ANSWERED, None, helpful=True) is None
    assert work_of(Status.ANSWERED, None, helpful=False) is Work.RATED


@pytest.mark.parametrize("status", [Status.OUT_OF_SCOPE, Status.HANDOFF, Status.PARTIAL])
@pytest.mark.parametrize("reason", [Reason.OFF_TOPIC, Reason.OTHER_SCHEME, Reason.OTHER_TERRITORY])
def test_what_is_not_for_this_assistant_is_kept_apart_unless_the_person_disagrees(status, reason):
    assert work_of(status, reason) is Work.ELSEWHERE
    assert work_of(status, reason, helpful=False) is Work.RATED


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (Status.OUT_OF_SCOPE, Reason.COURTESY),
        (Status.REFUSED, Reason.UNSAFE),
        (Status.REFUSED, Reason.UNUSABLE),
        (Status.HANDOFF, Reason.PERSON_REQUESTED),
        (Status.HANDOFF, Reason.SUSPENDED),
    ],
)
def test_where_nothing_was_asked_there_is_nothing_to_deal_with(status, reason):
    assert work_of(status, reason) is None
    assert work_of(status, reason, helpful=False) is Work.RATED


def test_every_reason_that_an_answer_may_have_is_decided_on():
    for status in Status:
        for reason in Reason:
            work_of(status, reason)


def test_the_latest_word_of_a_person_decides(database):
    with database.writing() as session:
        row = ask(session, "Quel est le taux ?", Status.ANSWERED)
        for helpful, expected in ((NOW_BAD, Work.RATED), (NOW_GOOD, None), (NOW_BAD, Work.RATED)):
            assert feedback.give(session, "", row.id, helpful)
            assert row.work == expected


def test_a_question_put_aside_comes_back_when_its_answer_is_rated_badly(database):
    with database.writing() as session:
        row = ask(session, "La TVA compte-t-elle ?")
        row.handled_at = row.asked_at
        feedback.give(session, "", row.id, NOW_GOOD)
        assert row.handled_at is not None
        feedback.give(session, "", row.id, NOW_BAD)
        assert (row.work, row.handled_at) == (Work.BOTH, None)


def test_an_answer_whose_words_are_gone_is_no_work_however_it_is_rated(database):
    with database.writing() as session:
        row = ask(session, "Quel est le taux ?", Status.ANSWERED)
        row.question = row.alike = ""
        assert feedback.give(session, "", row.id, NOW_BAD)
        assert row.work is None
