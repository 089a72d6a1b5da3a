"""What the operator says of the service, for its public pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import Request


@dataclass(frozen=True)
class About:
    """Who answers for the service and for personal data, where it is reached, and where pictures may be kept.

    ``publisher`` and ``dpo`` are shown as written, empty: unnamed. ``public_url`` is the
    service as people reach it; without ``pictures``, each is drawn when it is asked for.
    """

    publisher: str = ""
    dpo: str = ""
    public_url: str = ""
    pictures: Path | None = None


def about_of(request: Request) -> About:
    """Return what is said of the app that serves a request."""
    about: About = request.app.state.about
    return about


def site_of(request: Request) -> str:
    """Return the address of the service, without its last slash: for what is printed or copied out of the page."""
    return (about_of(request).public_url or str(request.base_url)).rstrip("/")
