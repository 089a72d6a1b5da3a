"""What every page of the console works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from fastapi import HTTPException, Request

from assistant.access.identity import IdentityProvider
from assistant.access.sessions import Lifetime
from assistant.pipeline import Assistant
from assistant.records.database import Database
from assistant.service.schemes import Schemes
from assistant.settings import Settings


@dataclass(frozen=True)
class Policy:
    """What an operator decides about the console."""

    lifetime: Lifetime = field(default_factory=Lifetime)
    #: Whether what one agent wrote must be validated by another.
    four_eyes: bool = True
    #: The settings of each scheme, by name: where its corpus and its index are.
    settings: Mapping[str, Settings] = field(default_factory=dict)
    #: Opens what a scheme answered with at a moment.
    as_of: Callable[[str, datetime], Assistant] | None = None
    #: The service as people reach it ("https://assistant.example.fr"); empty: as the request says.
    public_url: str = ""
    #: With whom agents may sign in besides by a password of ours.
    provider: IdentityProvider | None = None


@dataclass(frozen=True)
class Desk:
    """The schemes, the records and the policy that pages share."""

    schemes: Schemes
    database: Database
    policy: Policy = field(default_factory=Policy)

    def settings_of(self, request: Request) -> Settings:
        """Return the settings of the scheme that an address names; raise 404 when there is none."""
        name = self.schemes.of(request).scheme
        if name not in self.policy.settings:
            raise HTTPException(404)
        return self.policy.settings[name]


def desk_of(request: Request) -> Desk:
    """Return the desk of the app that serves a request."""
    desk: Desk = request.app.state.desk
    return desk


def address_of(request: Request, path: str) -> str:
    """Return the whole address of a path of the service, as people reach it."""
    return (desk_of(request).policy.public_url or str(request.base_url)).rstrip("/") + path
