"""Who may use a page of the console. Every route of it depends on one of the four roles below, and on nothing before.

A POST is looked at in this order: it comes from our own pages (Origin), it is a form, its agent is signed in, their
role suffices, the form holds the session's secret. Only then does the route run, and only then was the body read.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.access import sessions
from assistant.access.agent import Agent
from assistant.access.roles import Role
from assistant.service.staff.desk import Desk, desk_of
from assistant.service.staff.watch import heard

#: ``__Host-``: a browser takes it only over TLS (or from this machine), for this host alone and all its paths.
COOKIE = "__Host-assistant"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class SignInNeeded(Exception):
    """Nobody is signed in. They are led to the sign-in page, and back."""


class Refused(Exception):
    """A request is not for this agent, or not from our pages. ``key`` names what they read."""

    def __init__(self, key: str, agent: Agent | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.agent = agent


def needs(least: Role, files: int = 0) -> Callable[[Request], AsyncIterator[Agent]]:
    """Return the dependency that gives the agent of a request, whose role must be ``least`` or more.

    ``files`` is how many a form may send. Raises SignInNeeded or Refused.
    """

    async def guarded(request: Request) -> AsyncIterator[Agent]:
        posted = request.method not in ("GET", "HEAD")
        if posted:
            check_source(request)
        agent = await run_in_threadpool(signed_in, desk_of(request), request)
        if agent is None:
            raise SignInNeeded
        if not agent.role.may(least):
            heard("role does not suffice", request, agent.login)
            raise Refused("staff.refused.role", agent)
        if not posted:
            yield agent
            return
        async with request.form(max_files=files, max_fields=200) as form:
            token = form.get("csrf")
            if not isinstance(token, str) or not hmac.compare_digest(token.encode(), agent.csrf.encode()):
                heard("form of another session", request, agent.login)
                raise Refused("staff.refused.form", agent)
            request.state.form = form
            yield agent

    return guarded


def sent(request: Request) -> FormData:
    """Return the form of a POST that a role let in."""
    form: FormData = request.state.form
    return form


Reader = Annotated[Agent, Depends(needs(Role.READER))]
Writer = Annotated[Agent, Depends(needs(Role.WRITER))]
Validator = Annotated[Agent, Depends(needs(Role.VALIDATOR))]
Administrator = Annotated[Agent, Depends(needs(Role.ADMINISTRATOR))]
#: The fields of a form; declare it after the role.
Form = Annotated[FormData, Depends(sent)]


def check_source(request: Request) -> None:
    """Raise Refused unless a POST is a form of one of our own pages.

    A browser says where a form comes from, and another site can't make it say otherwise.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    source = request.headers.get("origin") or request.headers.get("referer", "")
    fetched = request.headers.get("sec-fetch-site", "same-origin")
    if kind not in FORMS or fetched != "same-origin" or not _is_own(request, source):
        heard("form from elsewhere", request)
        raise Refused("staff.refused.source")


def signed_in(desk: Desk, request: Request) -> Agent | None:
    """Return the agent whose session the request's cookie names, None when there is none.

    A session found to be over is removed: a clock set back would revive it.
    """
    key = request.cookies.get(COOKIE)
    if not key:
        return None
    with desk.database.reading() as session:
        found = sessions.find(session, key, desk.policy.lifetime)
    if found is None:
        return None
    if found.agent is None or found.to_note:
        with desk.database.writing() as session:
            (sessions.note if found.agent else sessions.end)(session, key)
    return found.agent


def text_of(form: FormData, name: str, most: int) -> str:
    """Return a field of a form, stripped, empty when absent; raise 422 for one longer than the page lets write."""
    return raw_text_of(form, name, most).strip()


def raw_text_of(form: FormData, name: str, most: int) -> str:
    """Return a field as it was typed, as a password must be; raise 422 for one that the page does not let write."""
    value = form.get(name, "")
    if not isinstance(value, str) or len(value) > most or "\x00" in value:
        raise HTTPException(422)
    return value


def _is_own(request: Request, source: str) -> bool:
    url = urlsplit(source)
    public = desk_of(request).policy.public_url
    if public and (url.scheme, url.netloc) == urlsplit(public)[:2]:
        return True
    return url.scheme in ("http", "https") and url.netloc == request.headers.get("host", "")
