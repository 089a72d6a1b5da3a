"""``/staff/connexion`` and ``/staff/deconnexion``."""

from __future__ import annotations

import re

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.access import sessions
from assistant.access.passwords import AT_ONCE
from assistant.access.sign_in import identify
from assistant.errors import SignInRefused
from assistant.records import journal
from assistant.records.tables import User
from assistant.service.limits import RateLimit
from assistant.service.staff.desk import Desk, address_of
from assistant.service.staff.guard import COOKIE, Reader, check_source, raw_text_of, signed_in, text_of
from assistant.service.staff.pages import back, shown
from assistant.service.staff.watch import heard
from assistant.texts import text

SIGN_IN = "/staff/connexion"
#: Attempts a minute from one address: the agents of a prefecture share theirs.
A_MINUTE = 30
#: Where one may be led after signing in: the console, nowhere else.
_INSIDE = re.compile(r"(/s/[A-Za-z0-9-]+)?/staff([/?][^\\\s\x00-\x1f]*)?")


def sign_in_routes(desk: Desk) -> APIRouter:
    """Return the routes by which agents come and go."""
    router = APIRouter()
    limit = RateLimit(A_MINUTE)
    # Passwords wait for their turn here and not in the threads that answer questions.
    turns = CapacityLimiter(AT_ONCE)

    def asked(
        request: Request, status: int = 200, login: str = "", error: str = "", to: str = "", wait: int = 0
    ) -> Response:
        page = shown(request, "sign_in", None, status, login=login, error=error, next=inside(to))
        if wait:
            page.headers["Retry-After"] = str(wait)
        return page

    @router.get(SIGN_IN, response_class=HTMLResponse, summary="La console : se connecter")
    def ask(request: Request) -> Response:
        if signed_in(desk, request) is not None:
            return back("/staff")
        return asked(request, to=request.query_params.get("suite", ""))

    @router.post(SIGN_IN, response_class=HTMLResponse, summary="La console : ouvre une session")
    async def sign_in(request: Request) -> Response:
        check_source(request)
        async with request.form(max_files=0, max_fields=10) as form:
            login, password = text_of(form, "login", 120), raw_text_of(form, "password", 500)
            to = text_of(form, "suite", 2000)
        wait = limit.wait(request.client.host if request.client else "")
        if wait:
            heard("too many sign-ins from one source", request)
            return asked(request, 429, login, text("staff.sign_in.often"), to, wait)
        attempt = await to_thread.run_sync(identify, desk.database, login, password, limiter=turns)
        if attempt.wait:
            heard("too many wrong passwords", request, login if attempt.known else "")
            words = text("staff.sign_in.too_many", minutes=-(-attempt.wait // 60))
            return asked(request, 429, login, words, to, attempt.wait)
        if attempt.user is None:
            heard("wrong password", request, login if attempt.known else "")
            return asked(request, 422, login, text("staff.sign_in.wrong"), to)
        return with_cookie(back(inside(to)), await run_in_threadpool(entered, desk, request, attempt.user))

    @router.post("/staff/deconnexion", response_class=HTMLResponse, summary="La console : ferme la session")
    def sign_out(request: Request, agent: Reader) -> Response:
        with desk.database.writing() as session:
            id_token = sessions.id_token_of(session, request.cookies[COOKIE])
            sessions.end(session, request.cookies[COOKIE])
            journal.write(session, "", agent.login, "signed_out", agent.login)
        return without_cookie(_left(desk, request, id_token))

    return router


def entered(desk: Desk, request: Request, user: User, id_token: str | None = None) -> str:
    """Open a session in place of the one that the browser had, and return its key."""
    with desk.database.writing() as session:
        old = request.cookies.get(COOKIE)
        if old:
            sessions.end(session, old)
        key = sessions.begin(session, user, desk.policy.lifetime, id_token)
        journal.write(session, "", user.login, "signed_in", user.login)
    return key


def _left(desk: Desk, request: Request, id_token: str | None) -> Response:
    """Lead to the sign-in page, past the identity provider when the session came from there.

    A page in between, since the policy of our pages lets no form lead out of the service.
    """
    provider = desk.policy.provider
    if id_token and provider is not None:
        try:
            url = provider.leave(id_token, address_of(request, SIGN_IN))
        except SignInRefused as error:
            heard(f"identity provider: {error.cause}", request)
            url = ""
        if url:
            return shown(request, "left", None, url=url, name=provider.name)
    return back(SIGN_IN, "staff.signed_out")


def with_cookie(response: Response, key: str) -> Response:
    """Give the browser the key of a session. Lax: a link in a mail must lead to the page and not to the door."""
    response.set_cookie(COOKIE, key, path="/", secure=True, httponly=True, samesite="lax")
    return response


def without_cookie(response: Response) -> Response:
    """Take the key back from the browser."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return response


def inside(path: str) -> str:
    """Return a path of the console, its first page for any other address."""
    return path if _INSIDE.fullmatch(path) else "/staff"
