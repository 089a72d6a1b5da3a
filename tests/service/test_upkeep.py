"""What is done beside answering: in its time, whatever goes wrong, and without an answer waiting for it."""

import socket
import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from assistant.notices.post import post_of
from assistant.records.erasure import erase
from assistant.records.retention import Retention
from assistant.records.tables import Exchange, JournalLine, OutgoingMail
from assistant.records.tables.base import now
from assistant.service import upkeep
from assistant.service.cleaner import Cleaner
from assistant.service.upkeep import THREAD, Chore, under_way
from tests.records import marked
from tests.records.test_erasure import handed_over
from tests.support.serving import built

#: Seconds that the server may take over each word: what waited for it would wait as long.
PATIENCE = 60
QUESTION = "Quelle est la couleur du cheval du maire ?"


def until(true, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def test_work_goes_on_after_a_fault_which_is_logged_once(caplog):
    done = []

    def work():
        done.append(1)
        raise RuntimeError("panne")

    with under_way([Chore("work", 0.01, work)]):
        until(lambda: len(done) > 3)
    assert caplog.text.count("work failed") == 1
    so_far = len(done)
    time.sleep(0.1)
    assert len(done) == so_far


def test_work_that_waits_does_not_keep_the_service_from_stopping():
    started = time.monotonic()
    with under_way([Chore("work", 3600, lambda: None, delay=3600), Chore("other", 3600, lambda: None)]):
        pass
    assert time.monotonic() - started < 1


@pytest.fixture
def settings(tiny_corpus, tmp_path, monkeypatch):
    return built(monkeypatch, tiny_corpus, tmp_path / "index")


def test_a_question_transmitted_is_announced_within_seconds(serve, settings, records, smtp):
    server = smtp()
    client = serve(settings, records=records, post=post_of(server.address, "a@prefecture.example")).client
    client.post("/api/handoff", json={"question": QUESTION})
    until(lambda: server.inbox.messages)
    assert server.inbox.messages[0]["To"] == "contact@exemple.fr"
    assert QUESTION in server.inbox.messages[0].get_content()


@pytest.mark.slow
def test_a_mail_server_that_hangs_slows_no_answer(serve, settings, records):
    """It takes connections and never says a word, to every sender at once."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        post = post_of(f"smtp://127.0.0.1:{silent.getsockname()[1]}", "a@prefecture.example")
        client = serve(settings, records=records, post=replace(post, patience=PATIENCE)).client
        assert client.post("/api/handoff", json={"question": QUESTION}).status_code == 201
        silent.settimeout(PATIENCE)
        connection, _ = silent.accept()
        started = time.monotonic()
        assert client.post("/api/handoff", json={"question": QUESTION}).status_code == 201
        assert client.post("/api/chat", json={"question": QUESTION}).status_code == 200
        assert time.monotonic() - started < PATIENCE / 2
        connection.close()


def test_purging_notes_in_the_journal_how_much_and_not_what(records):
    with records.writing() as session:
        marked.exchange(session, "CANARI", asked_at=now() - timedelta(days=31))
    cleaner = Cleaner(records, Retention())
    cleaner.purge(), cleaner.purge()
    with records.reading() as session:
        lines = session.scalars(select(JournalLine).where(JournalLine.action == "purge")).all()
        assert [line.details for line in lines] == [{"texts": 1}]
        assert session.scalars(select(Exchange.question)).all() == [""]


@pytest.mark.slow
def test_what_a_reader_kept_in_the_files_is_taken_out_once_they_are_gone(records, tmp_path):
    with records.writing() as session:
        code = handed_over(session, "CANARI")
    cleaner = Cleaner(records, Retention())
    with records.reading() as reader:
        reader.execute(select(Exchange)).all()
        with records.writing() as session:
            erase(session, "", code)
        cleaner.erased()
        cleaner.overwrite_left()
    cleaner.overwrite_left()
    assert marked.found("CANARI", folder=tmp_path) == []


def test_the_service_purges_by_itself(serve, settings, records, monkeypatch):
    monkeypatch.setattr(upkeep, "LEFT_OVER", 0.2)
    with records.writing() as session:
        marked.exchange(session, "CANARI", asked_at=now() - timedelta(days=31))
    serve(settings, records=records)
    until(lambda: not marked.found("CANARI", database=records))


def test_without_a_mail_server_mails_wait(serve, settings, records):
    client = serve(settings, records=records).client
    client.post("/api/handoff", json={"question": QUESTION})
    time.sleep(0.3)
    with records.reading() as session:
        mail = session.scalars(select(OutgoingMail)).one()
        assert (mail.attempts, mail.sent_at) == (0, None)
    assert not [thread for thread in threading.enumerate() if thread.name == f"{THREAD}mails"]
