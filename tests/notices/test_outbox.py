"""What the mails say, to whom, and that they are written with what they announce or not at all."""

import pytest
from sqlalchemy import select

from assistant.notices import outbox
from assistant.records.handoffs import Transmission, transmit
from assistant.records.tables import HandoffRow, OutgoingMail
from assistant.records.tables.base import now
from tests.notices.conftest import QUESTION

PERSON = "maire@commune.example"


def test_the_contact_reads_the_question_and_where_to_reply_never_the_person_s_address(announce, mails):
    number = announce(email=PERSON)
    mail = mails()[0]
    assert mail.recipient == "agent0@prefecture.example"
    assert QUESTION in mail.body and f"https://assistant.example/staff/transmissions/{number}" in mail.body
    assert "demandé à être prévenue" in mail.body
    assert PERSON not in mail.body + mail.subject


def test_an_address_typed_in_the_question_is_not_sent_either(database, mails):
    with database.writing() as session:
        row, _ = transmit(session, "", Transmission(f"Écrivez-moi à {PERSON}"))
        outbox.announce_handoff(session, row, "agent@prefecture.example", "")
    assert PERSON not in mails()[0].body


def test_without_the_service_s_address_a_mail_has_no_link(announce, mails):
    announce(root="")
    assert "http" not in mails()[0].body and "/staff" not in mails()[0].body


def test_without_a_contact_s_address_there_is_no_mail(database, mails):
    with database.writing() as session:
        row, _ = transmit(session, "", Transmission(QUESTION))
        assert outbox.announce_handoff(session, row, "", "https://assistant.example") is None
    assert mails() == []


def test_the_person_is_told_that_there_is_a_reply_and_not_what_it_says(database, mails):
    with database.writing() as session:
        row, code = transmit(session, "", Transmission(QUESTION, "Le résumé", PERSON))
        row.reply, row.replied_at, row.state = "Oui, elle l’est.", now(), "replied"
        outbox.announce_reply(session, row, "https://assistant.example/s/aide-a")
    mail = mails()[0]
    assert mail.recipient == PERSON
    assert "https://assistant.example/s/aide-a/recu" in mail.body
    for secret in (QUESTION, "Oui, elle", "résumé", code, PERSON):
        assert secret not in mail.body + mail.subject


def test_a_question_replied_to_is_not_announced_as_waiting_any_more(database, mails):
    with database.writing() as session:
        row, _ = transmit(session, "", Transmission(QUESTION, "", PERSON))
        outbox.announce_handoff(session, row, "agent@prefecture.example", "")
        outbox.announce_reply(session, row, "")
    assert [mail.recipient for mail in mails()] == [PERSON]


@pytest.mark.parametrize("email", [None, PERSON])
def test_nobody_is_written_to_without_consent(database, mails, email):
    with database.writing() as session:
        row, _ = transmit(session, "", Transmission(QUESTION, "", email))
        row.consent_at = None
        assert outbox.announce_reply(session, row, "") is None
    assert mails() == []


def test_a_hand_off_that_is_not_kept_announces_nothing(database, mails):
    with pytest.raises(RuntimeError), database.writing() as session:
        row, _ = transmit(session, "", Transmission(QUESTION))
        outbox.announce_handoff(session, row, "agent@prefecture.example", "")
        raise RuntimeError
    assert mails() == []
    with database.reading() as session:
        assert session.scalars(select(HandoffRow)).all() == []


def test_what_waits_what_fails_and_what_was_given_up_is_counted(database, announce):
    for number in range(4):
        announce(number)
    with database.writing() as session:
        sent, failing, given_up, _ = session.scalars(select(OutgoingMail).order_by(OutgoingMail.id))
        sent.sent_at, sent.due_at = now(), None
        failing.failure = given_up.failure = "451 plus tard"
        given_up.due_at = None
    with database.reading() as session:
        assert outbox.outbox(session) == outbox.Outbox(waiting=2, failing=1, given_up=1)


def test_a_mail_given_up_can_be_tried_again_in_its_own_scheme_unless_it_was_sent(database, announce, mails):
    announce()
    with database.writing() as session:
        mail = session.scalars(select(OutgoingMail)).one()
        mail.due_at, mail.attempts = None, 126
        assert not outbox.try_again(session, "autre", mail.id)
        assert outbox.try_again(session, "", mail.id)
        assert (mail.attempts, mail.due_at is not None) == (0, True)
        mail.sent_at = now()
        assert not outbox.try_again(session, "", mail.id)
