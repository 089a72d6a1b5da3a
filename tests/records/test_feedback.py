from assistant.records import feedback
from assistant.records.feedback import Complaint
from assistant.records.tables import Feedback


def give(database, *arguments, **named):
    with database.writing() as session:
        return feedback.give(session, *arguments, **named)


def given(database, answer_id):
    with database.reading() as session:
        return session.get(Feedback, answer_id)


def test_the_latest_word_counts(database, keep):
    answer = keep()
    assert give(database, "", answer, False, Complaint.INCOMPLETE, " il manque le plafond, écrire à a.b@c.fr ")
    first = given(database, answer)
    assert (first.helpful, first.reason) == (False, "incomplete")
    assert first.comment.startswith("il manque") and "a.b@c.fr" not in first.comment
    assert give(database, "", answer, True, Complaint.WRONG)
    assert (given(database, answer).helpful, given(database, answer).reason) == (True, None)


def test_an_answer_that_is_unknown_or_another_scheme_s_takes_none(database, keep):
    answer = keep(scheme="velo")
    assert not give(database, "", answer, True)
    assert not give(database, "velo", "f" * 32, True)
    assert given(database, answer) is None
