from sqlalchemy import func, select

from assistant.records import erasure, handoffs
from assistant.records.handoffs import Transmission
from assistant.records.tables import Base, Erasure, HandoffRow, OutgoingMail

CONVERSATION = "0123456789abcdef"


def transmit(database, sent, scheme=""):
    with database.writing() as session:
        row, code = handoffs.transmit(session, scheme, sent)
        return row.id, code


def found(database, code):
    with database.reading() as session:
        return handoffs.by_receipt(session, code)


def sizes(database):
    with database.reading() as session:
        tables = Base.metadata.sorted_tables
        return {t.name: n for t in tables if (n := session.scalar(select(func.count()).select_from(t)))}


def test_only_the_receipt_leads_to_what_was_transmitted(database, keep):
    answer = keep()
    number, code = transmit(database, Transmission("Mon projet est-il éligible ?", "Un portail", "a@b.fr", answer))
    row = found(database, code.lower())
    assert (row.id, row.state, row.email, row.exchange_id) == (number, "waiting", "a@b.fr", answer)
    assert row.consent_at is not None and code not in row.receipt
    assert found(database, code[:-1] + ("0" if code[-1] != "0" else "1")) is None
    assert found(database, "n’importe quoi") is None


def test_without_an_address_no_consent_is_noted(database):
    _, code = transmit(database, Transmission("Question"))
    assert found(database, code).consent_at is None


def test_an_answer_of_another_scheme_is_not_tied_to_it(database, keep):
    answer = keep(scheme="velo")
    _, code = transmit(database, Transmission("Question", answer_id=answer))
    assert found(database, code).exchange_id is None


def test_erasing_takes_the_hand_off_its_conversation_and_its_mails_and_says_how_many(database, keep):
    mine = [keep(number=n, conversation=CONVERSATION) for n in (1, 2)]
    keep(number=3, conversation="fedcba9876543210")
    number, code = transmit(database, Transmission("Question", email="a@b.fr", answer_id=mine[0]))
    with database.writing() as session:
        session.add(OutgoingMail(scheme="", handoff_id=number, recipient="a@b.fr", subject="s", body="b"))
    with database.writing() as session:
        done = erasure.erase(session, code)
        assert done.counts == {
            "handoff": 1, "outgoing_mail": 1, "exchange": 2, "statement": 2, "citation": 2, "feedback": 0,
        }  # fmt: skip
    assert sizes(database) == {"erasure": 1, "exchange": 1, "statement": 1, "citation": 1}
    assert isinstance(found(database, code), Erasure)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(HandoffRow)) == 0


def test_an_erasure_asked_twice_is_told_once(database, keep):
    _, code = transmit(database, Transmission("Question"))
    for _ in range(2):
        with database.writing() as session:
            counts = erasure.erase(session, code).counts
    assert counts["handoff"] == 1
    with database.writing() as session:
        assert erasure.erase(session, "7K3Q") is None
