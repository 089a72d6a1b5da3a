from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from assistant.errors import ConfigurationError
from assistant.notices.message import identity, is_address, message_of, sender_of
from assistant.records.tables import OutgoingMail

AT = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)


def mail(**changes):
    values = {
        "id": 7,
        "recipient": "maire@commune.fr",
        "subject": "La préfecture a répondu",
        "body": "Bonjour,\n\nÇa va ?",
    }
    return OutgoingMail(created_at=AT, **{**values, **changes})


def test_a_message_is_read_back_as_it_was_written():
    read = message_from_bytes(message_of(mail(), "Préfecture <a@b.fr>").as_bytes(), policy=policy.default)
    assert read["Subject"] == "La préfecture a répondu"
    assert read["From"] == "Préfecture <a@b.fr>" and read["To"] == "maire@commune.fr"
    assert read.get_content().replace("\r\n", "\n").strip() == "Bonjour,\n\nÇa va ?"
    assert (read["Auto-Submitted"], read["Content-Language"]) == ("auto-generated", "fr")
    assert read["Date"].datetime == AT


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x00", "\x85", "\u2028", "\x0b", "\x0c"])
def test_a_subject_s_line_ends_make_no_header(end):
    raw = message_of(mail(subject=f"Bonjour{end}Bcc: pirate@exemple.fr{end}{end}Corps"), "a@b.fr").as_bytes()
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Bcc"] is None and read["Subject"] == "Bonjour Bcc: pirate@exemple.fr Corps"


@pytest.mark.parametrize(
    "address",
    ["", "maire", "a@b", "a@b.fr\nBcc: c@d.fr", "a@b.fr\r\n", "a@b.fr, c@d.fr", "<a@b.fr>", "a b@c.fr", "a@b..fr",
     "é@b.fr", "a@-b.fr", "a@b.fr ", "a@@b.fr", "a@b.fr\x00", "x" * 65 + "@b.fr",
     "a@" + "b" * 250 + ".fr", "a@b.fr\u2028"],
)  # fmt: skip
def test_what_is_no_address_is_not_written_to(address):
    assert not is_address(address)
    with pytest.raises(ValueError, match="address"):
        message_of(mail(recipient=address), "a@b.fr")
    with pytest.raises(ConfigurationError):
        sender_of(address)


@pytest.mark.parametrize("address", ["maire@commune.fr", "a.b+c@mairie-de-x.gouv.fr", "O'Neil@example.co.uk"])
def test_addresses_are_known(address):
    assert is_address(address)
    assert sender_of(f"Assistant <{address}>") == f"Assistant <{address}>"


def test_the_identity_of_a_mail_is_its_row_s_alone():
    assert message_of(mail(), "a@b.fr")["Message-ID"] == message_of(mail(), "X <c@b.fr>")["Message-ID"]
    same = {identity(7, AT, "a@b.fr"), identity(7, AT, "c@b.fr")}
    assert len(same) == 1 and same.pop().endswith("@b.fr>")
    assert len({identity(7, AT, "a@b.fr"), identity(8, AT, "a@b.fr"), identity(7, AT.replace(second=1), "a@b.fr")}) == 3
