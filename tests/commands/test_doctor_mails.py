"""What ``assistant doctor`` says of the mails."""

import pytest
from sqlalchemy import select

from assistant.commands.outgoing import mails_of
from assistant.notices import outbox
from assistant.records.database import open_database
from assistant.records.handoffs import Transmission, transmit
from assistant.records.tables import OutgoingMail
from assistant.records.upgrade import upgrade
from assistant.settings import Settings


@pytest.fixture
def database(tmp_path):
    opened = open_database(f"sqlite:///{tmp_path / 'records.db'}")
    upgrade(opened)
    with opened.writing() as session:
        row, _ = transmit(session, "", Transmission("Quel taux ?"))
        outbox.announce_handoff(session, row, "agent@prefecture.example", "")
    yield opened
    opened.close()


def stood(database, **more):
    return mails_of(Settings(database=str(database.engine.url), **more))


SMTP = {"smtp": "smtp://compte:s3cret@mail.example:587", "mail_from": "Assistant <a@prefecture.example>"}


def test_mails_that_wait_without_a_server_are_told_and_no_fault(database):
    fault, state = stood(database)
    assert fault == "" and "ASSISTANT_SMTP" in state and "1 en attente" in state


def test_the_server_is_named_and_its_password_is_not(database):
    fault, state = stood(database, **SMTP)
    assert fault == "" and "mail.example:587" in state and "s3cret" not in state


def test_a_mail_that_failed_or_was_given_up_is_a_fault(database):
    with database.writing() as session:
        mail = session.scalars(select(OutgoingMail)).one()
        mail.failure = "451 plus tard"
    assert "1 refusés" in stood(database, **SMTP)[0]
    with database.writing() as session:
        session.scalars(select(OutgoingMail)).one().due_at = None
    assert "1 abandonnés" in stood(database, **SMTP)[0]


@pytest.mark.parametrize(
    "wrong",
    [{"smtp": "mail.example"}, {"smtp": SMTP["smtp"]}, {**SMTP, "mail_from": "personne"}],
    ids=["address", "no sender", "sender"],
)
def test_settings_that_can_t_be_used_are_a_fault_that_shows_no_password(database, wrong):
    fault, _ = stood(database, **wrong)
    assert "ASSISTANT_" in fault and "s3cret" not in fault


def test_nothing_is_made_to_find_out(tmp_path):
    settings = Settings(database=f"sqlite:///{tmp_path / 'absent.db'}")
    assert mails_of(settings)[0] == mails_of(Settings(database="none"))[0] == ""
    assert not (tmp_path / "absent.db").exists()
