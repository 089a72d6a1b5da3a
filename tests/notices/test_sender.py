"""Each mail reaches a real server at least once, by one process at a time, however the server takes it."""

import subprocess
import sys
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from assistant.notices.post import NotSent, post_of
from assistant.notices.sender import ATTEMPTS, CLAIM, Round, send_due, wait_after
from assistant.records.database import open_database
from assistant.records.tables import HandoffRow, OutgoingMail
from tests.support.databases import url_of
from tests.support.mails import free_port

SENDER = "Assistant <assistant@prefecture.example>"


def test_a_mail_is_delivered_once(database, announce, mails, smtp, clock):
    server = smtp()
    announce()
    post = post_of(server.address, SENDER)
    assert send_due(database, post, clock) == Round(sent=1)
    assert send_due(database, post, clock) == Round()
    clock.move(days=30)
    assert send_due(database, post, clock) == Round()
    message = server.inbox.messages[0]
    assert len(server.inbox.messages) == 1
    assert message["To"] == "agent0@prefecture.example" and "TVA" in message.get_content()
    assert (mails()[0].due_at, mails()[0].failure) == (None, "") and mails()[0].sent_at


def test_a_server_that_is_down_loses_nothing_and_gets_the_mail_when_it_is_back(database, announce, mails, smtp, clock):
    port = free_port()
    post = post_of(f"smtp://127.0.0.1:{port}", SENDER)
    announce(1), announce(2)
    assert send_due(database, post, clock) == Round(put_off=1)  # the second is not tried in vain
    assert mails()[0].failure and mails()[0].sent_at is None
    server = smtp(port)
    clock.move(seconds=30)
    assert send_due(database, post, clock) == Round(sent=1)
    clock.move(seconds=31)
    assert send_due(database, post, clock) == Round(sent=1)
    assert len(server.inbox.messages) == 2


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_a_mail_refused_for_now_is_tried_again(database, announce, mails, smtp, clock, command):
    server = smtp()
    post = post_of(server.address, SENDER)
    server.inbox.refuse = {command: "451 4.7.1 réessayez"}
    announce(1), announce(2)
    assert send_due(database, post, clock) == Round(put_off=2)
    assert "451" in mails()[0].failure
    server.inbox.refuse = {}
    assert send_due(database, post, clock) == Round()
    clock.move(seconds=61)
    assert send_due(database, post, clock) == Round(sent=2)


def test_a_mail_refused_for_good_is_kept_with_what_the_server_said(database, announce, mails, smtp, clock):
    server = smtp()
    server.inbox.refuse = {"RCPT": "550 5.1.1 inconnu ici"}
    announce()
    assert send_due(database, post_of(server.address, SENDER), clock) == Round(given_up=1)
    clock.move(days=10)
    assert send_due(database, post_of(server.address, SENDER), clock) == Round()
    assert mails()[0].failure == "550 5.1.1 inconnu ici"
    assert (mails()[0].sent_at, mails()[0].due_at) == (None, None)


def test_a_recipient_that_is_no_address_is_given_up_without_a_word_to_the_server(
    database, announce, mails, smtp, clock
):
    announce()
    with database.writing() as session:
        session.get(OutgoingMail, mails()[0].id).recipient = "a@b.fr\r\nRCPT TO:<pirate@exemple.fr>"
    server = smtp()
    assert send_due(database, post_of(server.address, SENDER), clock) == Round(given_up=1)
    assert server.inbox.messages == [] and "destinataire" in mails()[0].failure


class Silent:
    """A server that never takes anything."""

    sender = SENDER

    def deliver(self, message):
        raise NotSent("rien", down=True)


def test_a_mail_is_given_up_after_five_days_of_trying_more_and_more_seldom(database, announce, mails, clock):
    announce()
    start, waits = clock.at, []
    while mails()[0].due_at is not None:
        clock.at = max(clock.at, mails()[0].due_at)
        before = clock.at
        send_due(database, Silent(), clock)
        if mails()[0].due_at is not None:
            waits.append(mails()[0].due_at - before)
    assert [wait // timedelta(minutes=1) for wait in waits[:8]] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert timedelta(days=5) <= clock.at - start < timedelta(days=5, hours=2)
    assert (mails()[0].attempts, mails()[0].failure) == (ATTEMPTS, "rien")
    assert wait_after(10**6) == timedelta(hours=1)


def test_a_mail_that_waited_while_the_service_was_stopped_is_still_tried(database, announce, smtp, clock):
    announce()
    clock.move(days=20)
    assert send_due(database, post_of(smtp().address, SENDER), clock) == Round(sent=1)


def test_a_mail_erased_while_it_is_sent_stays_erased(database, announce, mails, clock):
    number = announce()

    class Erasing(Silent):
        def deliver(self, message):
            with database.writing() as session:
                session.delete(session.get(HandoffRow, number))

    assert send_due(database, Erasing(), clock) == Round(sent=1)
    assert mails() == []


KILLED = """
import os, sys
from datetime import datetime
from assistant.notices.post import post_of
from assistant.notices.sender import send_due
from assistant.records.database import open_database

class Post:
    sender = sys.argv[3]
    def deliver(self, message):
        post_of(sys.argv[2], self.sender).deliver(message)
        os._exit(9)

send_due(open_database(sys.argv[1]), Post(), lambda: datetime.fromisoformat(sys.argv[4]))
"""


def test_killed_between_the_server_s_word_and_the_note_of_it_the_mail_is_sent_again_under_the_same_name(
    database, announce, mails, smtp, clock
):
    server = smtp()
    announce()
    arguments = [url_of(database), server.address, SENDER, clock.at.isoformat()]
    assert subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False).returncode == 9
    post = post_of(server.address, SENDER)
    assert mails()[0].sent_at is None
    clock.move(seconds=CLAIM.total_seconds() - 1)
    assert send_due(database, post, clock) == Round()  # the dead process might still be at it
    clock.move(seconds=2)
    assert send_due(database, post, clock) == Round(sent=1)
    names = [message["Message-ID"] for message in server.inbox.messages]
    assert len(names) == 2 and len(set(names)) == 1


def test_two_at_once_send_each_mail_once(database, announce, mails, smtp, clock):
    server = smtp()
    for number in range(20):
        announce(number)
    together, rounds = Barrier(2), []

    def send():
        own = open_database(url_of(database))
        together.wait()
        rounds.append(send_due(own, post_of(server.address, SENDER), clock))
        own.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done.sent for done in rounds) == len(server.inbox.messages) == 20
    assert len({message["Message-ID"] for message in server.inbox.messages}) == 20
    assert all(mail.sent_at and mail.attempts == 1 for mail in mails())


def test_what_is_logged_names_no_person(database, announce, smtp, clock, caplog):
    server = smtp()
    server.inbox.refuse = {"RCPT": "550 5.1.1 agent0@prefecture.example inconnu"}
    announce(email="maire@commune.example")
    send_due(database, post_of(server.address, SENDER), clock)
    assert "mail 1 not sent" in caplog.text and "given up" in caplog.text
    for word in ("agent0", "commune", "TVA"):
        assert word not in caplog.text
