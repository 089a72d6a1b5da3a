"""The address of a mail server, and what is made of each of its replies."""

import pytest

from assistant.errors import ConfigurationError
from assistant.notices.message import message_of
from assistant.notices.post import NotSent, post_of
from tests.notices.test_message import mail
from tests.support.mails import free_port

SENDER = "assistant@prefecture.example"


def delivered(address):
    post_of(address, SENDER).deliver(message_of(mail(), SENDER))


def test_an_address_says_how_to_reach_the_server():
    said = post_of("smtp+starttls://un%40compte:s%2Fecret@mail.example", SENDER)
    assert (said.scheme, said.host, said.port, said.user, said.password) == (
        "smtp+starttls", "mail.example", 587, "un@compte", "s/ecret",
    )  # fmt: skip
    assert post_of("smtp://mail.example", SENDER).port == 25
    assert post_of("smtps://mail.example", SENDER).port == 465
    assert post_of("smtp://[::1]:2525/", SENDER).host == "::1"


@pytest.mark.parametrize(
    "address",
    ["", "mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port", "smtp://mail.example:99999",
     "smtp://compte@mail.example", "smtp://mail.example/x", "smtp://mail.example?x", "smtp://[::1"],
)  # fmt: skip
def test_an_unusable_address_is_told_without_repeating_it(address):
    with pytest.raises(ConfigurationError) as told:
        post_of(address.replace("compte@", "secret@"), SENDER)
    assert "ASSISTANT_SMTP" in str(told.value) and "secret@mail" not in str(told.value)


def test_a_password_is_not_shown_when_a_server_is():
    assert "s3cret" not in repr(post_of("smtp://compte:s3cret@mail.example", SENDER))


def test_a_message_is_taken_once_in_french(smtp):
    server = smtp()
    delivered(server.address)
    assert [message["Subject"] for message in server.inbox.messages] == ["La préfecture a répondu"]
    assert server.inbox.envelopes[0][:2] == (SENDER, ["maire@commune.fr"])
    assert server.inbox.envelopes[0][2].isascii()


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
@pytest.mark.parametrize(("reply", "final"), [("451 4.7.1 plus tard", False), ("550 5.1.1 inconnu ici", True)])
def test_a_refusal_of_a_message_says_whether_it_is_the_last_word(smtp, command, reply, final):
    server = smtp()
    server.inbox.refuse = {command: reply}
    with pytest.raises(NotSent, match=reply) as told:
        delivered(server.address)
    assert (told.value.final, told.value.down) == (final, False)


def test_a_server_that_is_not_there_is_down_for_every_message():
    with pytest.raises(NotSent) as told:
        delivered(f"smtp://127.0.0.1:{free_port()}")
    assert (told.value.final, told.value.down) == (False, True)


def test_a_host_that_is_no_name_is_down_and_not_a_crash():
    with pytest.raises(NotSent) as told:
        delivered(f"smtp://{'a' * 70}.example")
    assert told.value.down


@pytest.mark.parametrize(("password", "taken"), [("juste", True), ("faux", False)])
def test_a_password_opens_the_server_or_stops_every_message(smtp, password, taken):
    server = smtp(accounts={"compte": "juste"})
    address = f"smtp://compte:{password}@127.0.0.1:{server.port}"
    if taken:
        delivered(address)
    else:
        with pytest.raises(NotSent, match="535") as told:
            delivered(address)
        assert told.value.down and not told.value.final
    assert len(server.inbox.messages) == taken


@pytest.mark.parametrize("scheme", ["smtp", "smtp+starttls"])
def test_starttls_is_taken_when_it_is_offered_and_the_certificate_checked(smtp, certificate, monkeypatch, scheme):
    server = smtp(tls_context=certificate.context)
    address = f"{scheme}://localhost:{server.port}"
    with pytest.raises(NotSent, match="certificate") as told:
        delivered(address)
    assert told.value.down and server.inbox.messages == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    delivered(address)
    assert server.inbox.envelopes[0][3]


def test_starttls_or_nothing(smtp):
    server = smtp()
    with pytest.raises(NotSent, match="STARTTLS"):
        delivered(f"smtp+starttls://127.0.0.1:{server.port}")
    assert server.inbox.messages == []


def test_tls_from_the_first_byte(smtp, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    server = smtp(ssl_context=certificate.context)
    delivered(f"smtps://127.0.0.1:{server.port}")
    assert len(server.inbox.messages) == 1


def test_a_password_never_leaves_the_machine_in_the_clear(smtp, monkeypatch):
    server = smtp(accounts={"compte": "juste"})
    monkeypatch.setattr("assistant.notices.post.HERE", ())
    with pytest.raises(NotSent, match="chiffrée") as told:
        delivered(f"smtp://compte:juste@127.0.0.1:{server.port}")
    assert told.value.down and server.inbox.messages == []
