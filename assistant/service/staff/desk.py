"""What every page of the console works with."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request

from assistant.access.sessions import Lifetime
from assistant.records.database import Database
from assistant.service.schemes import Schemes


@dataclass(frozen=True)
class Policy:
    """What an operator decides about the console."""

    lifetime: Lifetime = field(default_factory=Lifetime)
    #: Whether what one agent wrote must be validated by another.
    four_eyes: bool = True
    #: The service as people reach it ("https://assistant.example.fr"); empty: as the request says.
    public_url: str = ""


@dataclass(frozen=True)
class Desk:
    """The schemes, the records and the policy that pages share."""

    schemes: Schemes
    database: Database
    policy: Policy = field(default_factory=Policy)


def desk_of(request: Request) -> Desk:
    """Return the desk of the app that serves a request."""
    desk: Desk = request.app.state.desk
    return desk
