"""Where mails go: an SMTP server, by an address of one line."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

from assistant.errors import ConfigurationError
from assistant.texts import text

#: Seconds that a server may take over each word.
PATIENCE = 20.0
#: Ports by scheme: in the clear or by STARTTLS when offered, STARTTLS or nothing, TLS from the first byte.
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
#: Hosts where a password may be said in the clear: it does not leave the machine.
HERE = ("localhost", "127.0.0.1", "::1")


class NotSent(Exception):
    """A mail was not taken: ``final`` if it never will be, ``down`` if no other would be either. Kept with the mail."""

    def __init__(self, reason: str, *, final: bool = False, down: bool = False) -> None:
        super().__init__(" ".join(reason.split())[:300])
        self.final, self.down = final, down


class Post(Protocol):
    """What takes a message for delivery, from ``sender``."""

    @property
    def sender(self) -> str:
        """Return who the messages come from."""

    def deliver(self, message: EmailMessage) -> None:
        """Hand a message over; raise NotSent when it was not taken."""


@dataclass(frozen=True)
class Smtp:
    """An SMTP server."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    patience: float = PATIENCE

    def deliver(self, message: EmailMessage) -> None:
        """Hand a message over in a connection of its own; raise NotSent when the server did not take it."""
        with _told():
            server = self._connected()
            try:
                server.send_message(message)
            finally:
                with suppress(OSError, smtplib.SMTPException):  # taken is taken, whatever the farewell
                    server.quit()

    def _connected(self) -> smtplib.SMTP:
        """Return a connection ready for a message. Raises NotSent, OSError or SMTPException."""
        context = ssl.create_default_context()
        if self.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.patience, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.patience)
        try:
            self._opened(server, context)
        except BaseException:
            server.close()
            raise
        return server

    def _opened(self, server: smtplib.SMTP, context: ssl.SSLContext) -> None:
        server.ehlo()
        secure = self.scheme == "smtps"
        if not secure and (self.scheme == "smtp+starttls" or server.has_extn("starttls")):
            server.starttls(context=context)
            server.ehlo()
            secure = True
        if self.user:
            if not secure and self.host not in HERE:
                raise NotSent(text("notices.smtp.in_the_clear"), down=True)
            server.login(self.user, self.password)


def post_of(address: str, sender: str) -> Smtp:
    """Return the server at "smtp://USER:PASSWORD@HOST:PORT" ("smtp+starttls://", "smtps://").

    Raises ConfigurationError, which never repeats the address: a password is in it.
    """
    try:
        url = urlsplit(address)
        port = url.port
    except ValueError as error:
        raise ConfigurationError(text("notices.smtp.bad_address")) from error
    if url.scheme not in PORTS or not url.hostname or url.path.strip("/") or url.query or url.fragment:
        raise ConfigurationError(text("notices.smtp.bad_address"))
    user, password = unquote(url.username or ""), unquote(url.password or "")
    if bool(user) != bool(password):
        raise ConfigurationError(text("notices.smtp.bad_address"))
    return Smtp(url.scheme, url.hostname, port or PORTS[url.scheme], sender, user, password)


@contextmanager
def _told() -> Iterator[None]:
    """Turn whatever smtplib raises into NotSent, which says whether to go on."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        code, words = next(iter(error.recipients.values()))
        raise NotSent(_said(code, words), final=code >= 500) from error
    except smtplib.SMTPDataError as error:
        raise NotSent(_said(error.smtp_code, error.smtp_error), final=error.smtp_code >= 500) from error
    except smtplib.SMTPResponseException as error:
        raise NotSent(_said(error.smtp_code, error.smtp_error), down=True) from error
    except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: a host that is no name
        raise NotSent(str(error) or type(error).__name__, down=True) from error


def _said(code: int, words: bytes | str) -> str:
    return f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
