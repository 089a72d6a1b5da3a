"""The mails that wait, and why, as agents see them; and sending one again."""

import pytest
from sqlalchemy import select

from assistant.access.roles import Role
from assistant.notices import outbox
from assistant.records.handoffs import Transmission, transmit
from assistant.records.tables import JournalLine, OutgoingMail
from assistant.records.tables.base import now
from assistant.service.staff.mails import PAGE

PERSON = "maire@commune.example"


def announced(records, number=1, scheme=""):
    with records.writing() as session:
        row, _ = transmit(session, scheme, Transmission(f"Question {number} ?", "", PERSON))
        outbox.announce_handoff(session, row, "agent@prefecture.example", "")
        return row


def changed(records, **values):
    with records.writing() as session:
        mail = session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).first()
        for name, value in values.items():
            setattr(mail, name, value)
        return mail.id


def test_a_mail_that_waits_fails_or_was_given_up_says_so_and_names_no_person(console):
    row = announced(console.records)
    with console.records.writing() as session:
        session.add(OutgoingMail(scheme="", handoff_id=row.id, recipient=PERSON, subject="s", body="b"))
    reader = console.as_(Role.READER)
    page = reader.get("/staff/courriels").text
    assert "Pas encore essayé" in page and "la personne" in page and f"/staff/transmissions/{row.id}" in page
    assert PERSON not in page
    changed(console.records, failure="451 <b>plus tard</b>", attempts=3)
    page = reader.get("/staff/courriels").text
    assert "Refusé 3 fois" in page and "451 &lt;b&gt;plus tard" in page
    changed(console.records, due_at=None)
    assert "Abandonné après 3 essais" in reader.get("/staff/courriels").text
    changed(console.records, sent_at=now())
    assert "Abandonné" not in reader.get("/staff/courriels").text


def test_a_mail_given_up_is_sent_again_by_a_writer_and_the_journal_says_who(console):
    announced(console.records)
    number = changed(console.records, due_at=None, attempts=126, failure="550 non")
    writer = console.as_(Role.WRITER)
    sent = writer.send_form(f"/staff/courriels/{number}/renvoyer")
    assert sent.status_code == 303
    assert "va être renvoyé" in writer.get(sent.headers["location"]).text
    with console.records.reading() as session:
        mail = session.get(OutgoingMail, number)
        assert (mail.attempts, mail.due_at is not None) == (0, True)
        lines = session.scalars(select(JournalLine).where(JournalLine.action == "mail.again")).all()
    assert [(line.actor, line.target) for line in lines] == [(writer.agent.login, f"courriel/{number}")]


@pytest.mark.parametrize("number", ["999", "0", "-1", "99999999999999999999"])
def test_a_mail_that_is_not_there_changes_nothing(console, number):
    announced(console.records)
    done = console.as_(Role.WRITER).send_form(f"/staff/courriels/{number}/renvoyer")
    assert done.status_code in (303, 404)
    with console.records.reading() as session:
        assert session.scalars(select(JournalLine).where(JournalLine.action == "mail.again")).all() == []


def test_a_reader_sees_and_sends_nothing(console):
    announced(console.records)
    page = console.as_(Role.READER).get("/staff/courriels").text
    assert "Pas encore essayé" in page and "Renvoyer" not in page


def test_mails_of_another_scheme_are_not_seen(console):
    announced(console.records, scheme="autre")
    assert "Aucun courriel" in console.as_(Role.READER).get("/staff/courriels").text


def test_many_are_read_page_by_page_with_as_many_statements(console, statements):
    reader, counts = console.as_(Role.READER), []
    for size in (1, PAGE):
        for number in range(size):
            announced(console.records, number)
        with statements(console.records) as made:
            page = reader.get("/staff/courriels").text
        counts.append(len(made))
    assert counts[0] == counts[1] and page.count("Pas encore essayé") == PAGE
    older = reader.get(f"/staff/courriels?{page.split('/staff/courriels?')[1].split(chr(34))[0]}").text
    assert older.count("Pas encore essayé") == 1 and "plus récents" in older
