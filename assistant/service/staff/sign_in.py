"""``/staff/connexion`` and ``/staff/deconnexion``."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.access import sessions
from assistant.access.sign_in import identify
from assistant.records import journal
from assistant.records.tables import User
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import COOKIE, Reader, check_source, signed_in
from assistant.service.staff.pages import back, shown

SIGN_IN = "/staff/connexion"
#: Where one may be led after signing in: the console, nowhere else.
_INSIDE = re.compile(r"(/s/[A-Za-z0-9-]+)?/staff([/?][^\\\s]*)?")


def sign_in_routes(desk: Desk) -> APIRouter:
    """Return the routes by which agents come and go."""
    router = APIRouter()

    @router.get(SIGN_IN, response_class=HTMLResponse, summary="La console : se connecter")
    def ask(request: Request) -> Response:
        if signed_in(desk, request) is not None:
            return back("/staff")
        return shown(request, "sign_in", None, login="", error="", next=inside(request.query_params.get("suite", "")))

    @router.post(SIGN_IN, response_class=HTMLResponse, summary="La console : ouvre une session")
    async def sign_in(request: Request) -> Response:
        check_source(request)
        async with request.form(max_files=0, max_fields=10) as form:
            login, password, to = (str(form.get(name, "")) for name in ("login", "password", "suite"))
        user = await run_in_threadpool(identify, desk.database, login, password)
        if user is None:
            return shown(request, "sign_in", None, 422, login=login[:120], error="staff.sign_in.wrong", next=inside(to))
        key = await run_in_threadpool(entered, desk, request, user)
        response = back(inside(to))
        response.set_cookie(COOKIE, key, path="/", secure=True, httponly=True, samesite="lax")
        return response

    @router.post("/staff/deconnexion", summary="La console : ferme la session")
    def sign_out(request: Request, agent: Reader) -> Response:
        with desk.database.writing() as session:
            sessions.end(session, request.cookies[COOKIE])
            journal.write(session, "", agent.login, "sign_out", agent.login)
        response = back(SIGN_IN, "staff.signed_out")
        response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
        return response

    return router


def entered(desk: Desk, request: Request, user: User) -> str:
    """Open a session in place of the one that the browser had, and return its key."""
    with desk.database.writing() as session:
        old = request.cookies.get(COOKIE)
        if old:
            sessions.end(session, old)
        key = sessions.begin(session, user, desk.policy.lifetime)
        journal.write(session, "", user.login, "sign_in", user.login)
    return key


def inside(path: str) -> str:
    """Return a path of the console, its first page for any other address."""
    return path if _INSIDE.fullmatch(path) else "/staff"
