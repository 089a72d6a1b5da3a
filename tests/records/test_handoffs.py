"""What is transmitted is kept once, and its code leads back to it in its own scheme only."""

from datetime import timedelta
from threading import Barrier, Thread

from sqlalchemy import event

from assistant.records import handoffs
from assistant.records.erasure import erase
from assistant.records.handoffs import AGAIN, Transmission, by_receipt, transmit, transmit_once
from assistant.records.receipts import digest, new_code
from assistant.records.tables import Erasure, HandoffRow
from assistant.records.tables.base import now
from tests.records import marked

SAID = Transmission("La TVA est-elle prise en compte ?", "Résumé", "maire@exemple.fr", None)
KEY = "0123456789abcdef0123456789abcdef"


def sent_by(database, sent, scheme=""):
    with database.writing() as session:
        row, code = transmit(session, scheme, sent)
        return row.id, code


def led_to(database, code, scheme=""):
    with database.reading() as session:
        return by_receipt(session, scheme, code)


def test_only_the_receipt_leads_to_what_was_transmitted(database, keep):
    answer = keep()
    number, code = sent_by(database, Transmission("Mon projet est-il éligible ?", "Un portail", "a@b.fr", answer))
    row = led_to(database, code.lower())
    assert (row.id, row.state, row.email, row.exchange_id) == (number, "waiting", "a@b.fr", answer)
    assert row.consent_at is not None and code not in row.receipt
    assert led_to(database, code[:-1] + ("0" if code[-1] != "0" else "1")) is None
    assert led_to(database, "n’importe quoi") is None


def test_without_an_address_no_consent_is_noted(database):
    _, code = sent_by(database, Transmission("Question"))
    assert led_to(database, code).consent_at is None


def test_an_answer_of_another_scheme_is_not_tied_to_it(database, keep):
    answer = keep(scheme="velo")
    _, code = sent_by(database, Transmission("Question", answer_id=answer))
    assert led_to(database, code).exchange_id is None


def test_a_code_leads_to_its_hand_off_and_only_in_its_scheme(database):
    with database.writing() as session:
        row, code = transmit(session, "aide-a", SAID)
    with database.reading() as session:
        assert by_receipt(session, "aide-a", code).id == row.id
        assert by_receipt(session, "aide-b", code) is None
        assert by_receipt(session, "aide-a", new_code()) is None
        assert by_receipt(session, "aide-a", "n'importe quoi") is None


def test_the_same_sent_twice_under_one_key_is_kept_once_and_told_the_same_code(database):
    with database.writing() as session:
        first = transmit_once(session, "", SAID, KEY)
    with database.writing() as session:
        second = transmit_once(session, "", SAID, KEY)
    assert first.fresh and not second.fresh
    assert second.code == first.code and second.row.id == first.row.id
    assert len(marked.handoffs(database)) == 1


def test_other_words_or_another_scheme_under_the_same_key_are_another_hand_off(database):
    with database.writing() as session:
        codes = {
            transmit_once(session, scheme, sent, KEY).code
            for scheme in ("a", "b")
            for sent in (SAID, Transmission("Autre question ?"), Transmission(SAID.question, SAID.summary))
        }
    assert len(codes) == len(marked.handoffs(database)) == 6


def test_what_is_sent_again_much_later_is_known_but_not_told_its_code(database):
    with database.writing() as session:
        transmit_once(session, "", SAID, KEY).row.asked_at = now() - AGAIN - timedelta(seconds=1)
    with database.writing() as session:
        late = transmit_once(session, "", SAID, KEY)
    assert (late.code, late.fresh, len(marked.handoffs(database))) == (None, False, 1)


def test_what_was_erased_is_not_kept_again_by_a_form_sent_again(database):
    with database.writing() as session:
        code = transmit_once(session, "", SAID, KEY).code
    with database.writing() as session:
        erase(session, "", code)
    with database.writing() as session:
        again = transmit_once(session, "", SAID, KEY)
    assert (again.row, again.code, again.fresh) == (None, None, False)
    assert marked.handoffs(database) == []
    with database.reading() as session:
        assert isinstance(by_receipt(session, "", code), Erasure)


def test_the_same_sent_at_the_same_moment_by_many_is_kept_once(database):
    together, receipts = Barrier(8), []

    def send():
        together.wait()
        with database.writing() as session:
            receipts.append(transmit_once(session, "", SAID, KEY))

    threads = [Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(marked.handoffs(database)) == 1
    assert len({receipt.code for receipt in receipts}) == 1
    assert [receipt.fresh for receipt in receipts].count(True) == 1


def test_neither_the_key_nor_the_code_is_kept(database):
    with database.writing() as session:
        code = transmit_once(session, "", SAID, KEY).code
    assert marked.found(KEY, database=database) == []
    assert marked.found(code, database=database) == marked.found(code.replace("-", ""), database=database) == []
    assert [row.receipt for row in marked.handoffs(database)] == [digest(code)]


def test_a_wrong_code_costs_the_same_statements_whether_or_not_it_could_be_one(database):
    said = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    counts = []
    for code in (new_code(), "pas un code", "", "0" * 10_000):
        said.clear()
        with database.reading() as session:
            assert handoffs.by_receipt(session, "", code) is None
        counts.append(tuple(said))
    assert len(set(counts)) == 1 and [words.split()[0] for words in counts[0]][-2:] == ["SELECT", "SELECT"]


def test_an_address_in_the_words_is_taken_out_but_the_contact_s_own(database):
    sent = Transmission("Écrire à jean@perso.fr ou contact@exemple.fr ?", "jean@perso.fr")
    with database.writing() as session:
        transmit(session, "", sent, ["contact@exemple.fr"])
    assert marked.found("jean@perso.fr", database=database) == []
    assert len(marked.found("contact@exemple.fr", database=database)) == 1
    assert isinstance(marked.handoffs(database)[0], HandoffRow)
