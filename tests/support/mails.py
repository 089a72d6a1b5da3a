"""A real SMTP server on a loopback port, that takes, refuses or delays as a test says."""

from __future__ import annotations

import socket
import ssl
import subprocess
from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Inbox:
    """What a server took; ``refuse`` maps a command ("RCPT", "DATA") to the reply it gets instead of « 250 »."""

    def __init__(self):
        self.messages, self.envelopes, self.refuse = [], [], {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if "RCPT" in self.refuse:
            return self.refuse["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos, envelope.content, session.ssl is not None))
        return "250 OK"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def smtp():
    """Start a server: ``smtp()`` gives its inbox, its port and ``stop``; again with ``port=`` starts it anew there."""
    running = []

    def start(port=None, inbox=None, accounts=None, **options):
        inbox = inbox or Inbox()

        def known(server, session, envelope, mechanism, data):
            right = (accounts or {}).get(data.login.decode()) == data.password.decode()
            return AuthResult(success=right, handled=False)

        if accounts:
            options |= {"authenticator": known, "auth_require_tls": False}
        server = Controller(inbox, hostname="127.0.0.1", port=port or free_port(), **options)
        server.start()
        running.append(server)

        def stop():
            running.remove(server)
            server.stop()

        return SimpleNamespace(inbox=inbox, port=server.port, stop=stop, address=f"smtp://127.0.0.1:{server.port}")

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate for localhost, made for the tests: its file, its key's file and a context of a server with it."""
    folder = tmp_path_factory.mktemp("tls")
    cert, key = folder / "cert.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
               "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", cert]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return SimpleNamespace(file=cert, context=context)
