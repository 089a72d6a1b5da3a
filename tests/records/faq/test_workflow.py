import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from assistant.errors import EntryChanged, EntryRefused
from assistant.records import queue
from assistant.records.faq.published import published, stamps
from assistant.records.faq.wording import Source, Wording, said_by, seal
from assistant.records.faq.workflow import (
    create,
    discard,
    edit,
    find,
    in_service,
    newest,
    propose,
    recall,
    republish,
    send_back,
    validate,
    withdraw,
)
from assistant.records.tables import JournalLine, ReferenceQuestion
from tests.support.exchanges import ask

DAY = date(2026, 11, 28)
FIRST = Wording(
    "Le délai est-il prolongé ?",
    "Oui, jusqu’au 30 juin 2027.",
    ("A-t-on plus de temps ?",),
    "Calendrier",
    (Source("circulaire", "avant le 30 juin", "a" * 64),),
    DAY + timedelta(days=90),
)
SECOND = Wording("Le délai est-il prolongé ?", "Oui, jusqu’au 31 décembre 2027.")


@pytest.fixture
def entry(database, people):
    """The number of a draft by Ada."""
    with database.writing() as session:
        return create(session, "", FIRST, people.ada).id


@pytest.fixture
def do(database):
    """Take a step on an entry in a transaction of its own, on the text that it holds when none is given."""

    def taken(step, number, *args, seen=True, scheme="", **more):
        with database.writing() as session:
            found = find(session, scheme, number, locked=True)
            sealed = (seal(newest(found)),) if seen else ()
            step(session, found, *args, *sealed, **more)
            return found

    return taken


@pytest.fixture
def out(do, entry, people):
    """The number of an entry whose first version is in service."""
    do(propose, entry, people.ada)
    do(validate, entry, people.bob, four_eyes=True, on=DAY)
    return entry


def serving(database, on=DAY):
    with database.reading() as session:
        return published(session, "", on)


def test_a_draft_answers_nobody(database, entry, do, people):
    assert serving(database) == []
    do(propose, entry, people.ada)
    assert serving(database) == []


def test_a_validated_version_is_in_service_as_it_was_written(database, out):
    (answer,) = serving(database)
    assert (answer.id, answer.version, answer.question, answer.answer) == (out, 1, FIRST.question, FIRST.answer)
    assert (answer.phrasings, answer.validated_by, answer.expires_on) == (
        FIRST.phrasings,
        "la préfecture",
        FIRST.expires_on,
    )
    with database.reading() as session:
        assert said_by(in_service(find(session, "", out))) == FIRST


def test_with_four_eyes_nobody_validates_what_they_wrote(database, do, entry, people):
    do(propose, entry, people.ada)
    with pytest.raises(EntryRefused, match="autre personne"):
        do(validate, entry, people.ada, four_eyes=True, on=DAY)
    assert serving(database) == []
    do(validate, entry, people.ada, four_eyes=False, on=DAY)
    assert len(serving(database)) == 1


def test_whoever_edited_last_is_the_author_whom_four_eyes_are_about(do, entry, people):
    do(lambda s, e, by, seen: edit(s, e, SECOND, by, seen), entry, people.bob)
    do(propose, entry, people.ada)
    with pytest.raises(EntryRefused, match="autre personne"):
        do(validate, entry, people.bob, four_eyes=True, on=DAY)
    do(validate, entry, people.ada, four_eyes=True, on=DAY)


def test_the_published_version_answers_until_the_next_is_validated(database, do, out, people):
    do(lambda s, e, by, seen: edit(s, e, SECOND, by, seen), out, people.ada)
    assert serving(database)[0].answer == FIRST.answer
    do(propose, out, people.ada)
    assert serving(database)[0].answer == FIRST.answer
    do(validate, out, people.bob, four_eyes=True, on=DAY)
    assert [(e.version, e.answer, e.expires_on) for e in serving(database)] == [(2, SECOND.answer, None)]
    with database.reading() as session:
        assert [said_by(version) for version in find(session, "", out).versions] == [FIRST, SECOND]


def test_a_validated_version_is_never_changed_by_what_follows(database, do, out, people):
    def state():
        with database.reading() as session:
            first = find(session, "", out).versions[0]
            return seal(first), first.author_id, first.validator_id, first.written_at, first.validated_at

    before = state()
    do(lambda s, e, by, seen: edit(s, e, SECOND, by, seen), out, people.bob)
    do(lambda s, e, by, seen: edit(s, e, Wording("Autre ?", "Autre."), by, seen), out, people.bob)
    do(propose, out, people.bob)
    do(validate, out, people.ada, four_eyes=True, on=DAY)
    do(withdraw, out, people.bob, seen=False)
    do(republish, out, people.bob, seen=False, on=DAY)
    assert state() == before


def test_an_edit_based_on_an_older_text_is_refused_and_nothing_changes(database, do, entry, people):
    with database.reading() as session:
        seen = seal(newest(find(session, "", entry)))
    do(lambda s, e, by, _: edit(s, e, SECOND, by, _), entry, people.bob)
    with pytest.raises(EntryChanged):
        do(edit, entry, Wording("Autre ?", "Autre."), people.ada, seen, seen=False)
    with database.reading() as session:
        assert said_by(newest(find(session, "", entry))) == SECOND


def test_a_validation_of_another_text_than_the_one_read_is_refused(database, do, entry, people):
    do(propose, entry, people.ada)
    with database.reading() as session:
        seen = seal(newest(find(session, "", entry)))
    do(lambda s, e, by, sealed: send_back(s, e, by, sealed, "À préciser."), entry, people.bob)
    do(lambda s, e, by, sealed: edit(s, e, SECOND, by, sealed), entry, people.ada)
    do(propose, entry, people.ada)
    with pytest.raises(EntryChanged):
        do(validate, entry, people.bob, seen, seen=False, four_eyes=True, on=DAY)
    assert serving(database) == []


def test_one_of_two_who_edit_at_once_is_refused(database, entry, people):
    with database.reading() as session:
        seen = seal(newest(find(session, "", entry)))
    outcomes = []
    ready = threading.Barrier(2)

    def work(who, words):
        ready.wait()
        try:
            with database.writing() as session:
                edit(session, find(session, "", entry, locked=True), Wording("Une question ?", words), who, seen)
            outcomes.append(words)
        except EntryChanged:
            outcomes.append("refused")

    threads = [threading.Thread(target=work, args=pair) for pair in ((people.ada, "Un."), (people.bob, "Deux."))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes)[-1] == "refused" and len(set(outcomes)) == 2
    with database.reading() as session:
        assert newest(find(session, "", entry)).answer in outcomes


def test_sent_back_it_is_a_draft_with_the_reason_and_is_proposed_anew(database, do, entry, people):
    do(propose, entry, people.ada)
    do(lambda s, e, by, sealed: send_back(s, e, by, sealed, "Citez la circulaire."), entry, people.bob)
    with database.reading() as session:
        found = find(session, "", entry)
        assert (found.state, newest(found).note) == ("draft", "Citez la circulaire.")
    do(propose, entry, people.ada)
    do(validate, entry, people.bob, four_eyes=True, on=DAY)
    with database.reading() as session:
        assert newest(find(session, "", entry)).note == ""


def test_a_proposal_is_not_edited_under_the_eyes_of_who_validates(do, entry, people):
    do(propose, entry, people.ada)
    with pytest.raises(EntryRefused, match="attend une validation"):
        do(lambda s, e, by, sealed: edit(s, e, SECOND, by, sealed), entry, people.ada)


def test_withdrawn_it_answers_no_more_and_republished_it_does_again(database, do, out, people):
    do(withdraw, out, people.bob, seen=False)
    assert serving(database) == []
    do(republish, out, people.bob, seen=False, on=DAY)
    assert serving(database)[0].version == 1


def test_the_last_validated_version_is_republished_and_not_the_draft_after_it(database, do, out, people):
    do(lambda s, e, by, seen: edit(s, e, SECOND, by, seen), out, people.ada)
    do(withdraw, out, people.bob, seen=False)
    do(republish, out, people.bob, seen=False, on=DAY)
    assert serving(database)[0].answer == FIRST.answer
    with database.reading() as session:
        assert find(session, "", out).state == "draft"


def test_a_proposal_recalled_is_a_draft_that_can_be_corrected(database, do, entry, people):
    do(propose, entry, people.ada)
    do(recall, entry, people.ada)
    do(lambda s, e, by, sealed: edit(s, e, SECOND, by, sealed), entry, people.ada)
    with pytest.raises(EntryRefused):
        do(recall, entry, people.ada)


def test_a_draft_given_up_that_never_answered_is_withdrawn(database, do, entry, people):
    do(discard, entry, people.ada)
    with database.reading() as session:
        found = find(session, "", entry)
        assert (found.state, len(found.versions)) == ("withdrawn", 1)


def test_a_version_given_up_leaves_the_one_in_service(database, do, out, people):
    do(lambda s, e, by, seen: edit(s, e, SECOND, by, seen), out, people.ada)
    do(discard, out, people.ada)
    with database.reading() as session:
        found = find(session, "", out)
        assert (found.state, len(found.versions), found.published) == ("published", 1, 1)
    with pytest.raises(EntryRefused):
        do(discard, out, people.ada)


@pytest.mark.parametrize("step", [withdraw, republish])
def test_what_cannot_be_done_from_a_state_is_refused(do, out, people, step):
    more = {"on": DAY} if step is republish else {}
    do(withdraw, out, people.bob, seen=False)
    if step is republish:
        do(republish, out, people.bob, seen=False, **more)
    with pytest.raises(EntryRefused):
        do(step, out, people.bob, seen=False, **more)


def test_an_answer_that_was_never_validated_is_not_republished(do, entry, people):
    do(withdraw, entry, people.ada, seen=False)
    with pytest.raises(EntryRefused):
        do(republish, entry, people.bob, seen=False, on=DAY)


def test_after_its_last_day_an_answer_is_not_in_service(database, out):
    assert len(serving(database, FIRST.expires_on)) == 1
    assert serving(database, FIRST.expires_on + timedelta(days=1)) == []


def test_what_has_expired_is_neither_validated_nor_republished(do, entry, people):
    late = FIRST.expires_on + timedelta(days=1)
    do(propose, entry, people.ada)
    with pytest.raises(EntryRefused, match="expiration"):
        do(validate, entry, people.bob, four_eyes=True, on=late)
    do(validate, entry, people.bob, four_eyes=True, on=DAY)
    do(withdraw, entry, people.bob, seen=False)
    with pytest.raises(EntryRefused, match="expiration"):
        do(republish, entry, people.bob, seen=False, on=late)


def test_nothing_of_one_scheme_is_found_from_another(database, out):
    with database.reading() as session:
        assert find(session, "aide-76", out) is None
        assert published(session, "aide-76", DAY) == []


def test_the_stamp_of_a_scheme_grows_with_each_change_of_what_answers_and_only_then(database, do, out, people):
    def stamp():
        with database.reading() as session:
            return stamps(session)[""]

    known = stamp()
    do(lambda s, e, by, seen: edit(s, e, SECOND, by, seen), out, people.ada)
    do(propose, out, people.ada)
    assert stamp() == known
    for step, more in ((validate, {"four_eyes": True}), (withdraw, {}), (republish, {})):
        before = stamp()
        on = {} if step is withdraw else {"on": DAY}
        do(step, out, people.bob, seen=step is validate, **more, **on)
        assert stamp() > before


def test_one_question_of_reference_an_entry_follows_the_version_in_service(database, do, out, people):
    def expected():
        with database.reading() as session:
            return [row.expected for row in session.scalars(select(ReferenceQuestion))]

    (case,) = expected()
    assert case["question"] == FIRST.question and case["status"] == ["answered"]
    do(lambda s, e, by, seen: edit(s, e, Wording("Peut-on encore déposer ?", SECOND.answer), by, seen), out, people.ada)
    assert expected() == [case]
    do(propose, out, people.ada)
    do(validate, out, people.bob, four_eyes=True, on=DAY)
    assert [row["question"] for row in expected()] == ["Peut-on encore déposer ?"]
    do(withdraw, out, people.bob, seen=False)
    assert expected() == []
    do(republish, out, people.bob, seen=False, on=DAY)
    assert len(expected()) == 1


def test_every_step_is_in_the_journal_with_who_took_it(database, do, out, people):
    do(lambda s, e, by, seen: edit(s, e, SECOND, by, seen), out, people.ada)
    do(withdraw, out, people.bob, seen=False)
    with database.reading() as session:
        lines = [
            (line.actor, line.action) for line in session.scalars(select(JournalLine).order_by(JournalLine.number))
        ]
        assert {line.target for line in session.scalars(select(JournalLine))} == {f"faq/{out}"}
    assert lines == [
        ("ada", "faq.create"),
        ("ada", "faq.propose"),
        ("bob", "faq.validate"),
        ("ada", "faq.edit"),
        ("bob", "faq.withdraw"),
    ]


def test_a_refused_step_leaves_no_line(database, do, entry, people):
    with pytest.raises(EntryRefused):
        do(validate, entry, people.bob, four_eyes=True, on=DAY)
    with database.reading() as session:
        assert [line.action for line in session.scalars(select(JournalLine))] == ["faq.create"]


def test_a_published_answer_takes_what_it_answers_out_of_the_queue(database, do, people):
    with database.writing() as session:
        origin = ask(session, "Encore un mois ?", topic="deadline")
        ask(session, "On aura plus de temps ?", topic="deadline")
        ask(session, "a t on plus de temps")
        ask(session, "Une association ?")
        number = create(session, "", FIRST, people.ada, exchange_id=origin.id).id
    do(propose, number, people.ada)
    with database.reading() as session:
        assert len(queue.page(session, "").groups) == 3
    do(validate, number, people.bob, four_eyes=True, on=DAY)
    with database.reading() as session:
        assert [group.question for group in queue.page(session, "").groups] == ["Une association ?"]
