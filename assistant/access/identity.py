"""Agents who sign in with an identity provider: what is known of them, and which account that opens.

No account is ever made by itself: an administrator makes it, with the e-mail address as its login, and the first
sign-in ties it to the provider's own name for the person. From then on the address may change, the person may not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.access import accounts
from assistant.errors import SignInRefused
from assistant.records import journal
from assistant.records.locks import serialise
from assistant.records.tables import User
from assistant.texts import text


@dataclass(frozen=True)
class Departure:
    """What a browser leaves with and must come back with: nobody else's answer is taken for its own."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Identity:
    """Who the provider says it is: its own name for the person (issuer and subject), and their address."""

    subject: str
    email: str
    id_token: str


class IdentityProvider(Protocol):
    """Where agents sign in; a provider that can't be believed raises SignInRefused."""

    name: str

    def start(self, back: str) -> tuple[str, Departure]:
        """Return the address to send a browser to, which then comes to ``back``."""
        ...

    def finish(self, code: str, departure: Departure, back: str) -> Identity:
        """Return who came back with a code."""
        ...

    def leave(self, id_token: str, back: str) -> str:
        """Return the address that ends the session there too and leads to ``back``; empty when there is none."""
        ...


def account_of(session: Session, identity: Identity) -> User:
    """Return the account that an identity opens, tied to it from now on. Raises SignInRefused when there is none."""
    serialise(session, "accounts")
    user = session.scalar(select(User).where(User.subject == identity.subject))
    if user is None:
        user = accounts.by_login(session, identity.email)
        if user is None or user.subject is not None:
            raise SignInRefused("no account", text("access.provider.unknown", email=identity.email))
        user.subject = identity.subject
        journal.write(session, "", user.login, "subject_bound", user.login)
    if user.disabled_at is not None:
        raise SignInRefused("closed account", text("access.provider.unknown", email=identity.email))
    return user
