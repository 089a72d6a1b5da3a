"""``/staff/compte`` and ``/staff/invitation/…``: an agent's own password, and where they are signed in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.access import accounts, invitations, passwords, sessions, strength
from assistant.access.agent import Agent
from assistant.access.sign_in import identify
from assistant.errors import AccessError
from assistant.records import journal
from assistant.records.tables import User
from assistant.service.limits import RateLimit
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Form, Reader, check_source, raw_text_of
from assistant.service.staff.pages import back, shown
from assistant.service.staff.sign_in import A_MINUTE, SIGN_IN, entered, with_cookie, without_cookie
from assistant.service.staff.watch import heard
from assistant.texts import text

OWN = "/staff/compte"


def own_routes(desk: Desk) -> APIRouter:
    """Return the routes of an agent's own account."""
    router = APIRouter()

    def page(request: Request, agent: Agent, status: int = 200, faults: dict[str, str] | None = None) -> Response:
        with desk.database.reading() as session:
            local = session.get_one(User, agent.id).password is not None
        return shown(request, "own", agent, status, local=local, faults=faults or {}, rule=text("access.password.rule"))

    @router.get(OWN, response_class=HTMLResponse, summary="La console : mon compte")
    def own(request: Request, agent: Reader) -> Response:
        return page(request, agent)

    @router.post(OWN, response_class=HTMLResponse, summary="La console : change mon mot de passe")
    def change(request: Request, agent: Reader, form: Form) -> Response:
        attempt = identify(desk.database, agent.login, raw_text_of(form, "current", 500))
        if attempt.user is None:
            heard("wrong password for a change", request, agent.login)
            words = text("staff.sign_in.too_many", minutes=-(-attempt.wait // 60)) if attempt.wait else ""
            return page(request, agent, 422, {"current": words or text("access.password.wrong")})
        try:
            kept = passwords.hashed(typed_twice(form, agent.login, agent.name))
        except AccessError as error:
            return page(request, agent, 422, {error.field: str(error)})
        with desk.database.writing() as session:
            user = session.get_one(User, agent.id)
            accounts.set_password(session, agent.login, user, kept)
        return with_cookie(back(OWN, "access.password"), entered(desk, request, user))

    @router.post(f"{OWN}/deconnexions", summary="La console : ferme toutes mes sessions")
    def sign_out_everywhere(request: Request, agent: Reader) -> Response:
        with desk.database.writing() as session:
            sessions.end_all(session, agent.id)
            journal.write(session, "", agent.login, "signed_out_everywhere", agent.login)
        return without_cookie(back(SIGN_IN, "staff.signed_out"))

    return router


def invitation_routes(desk: Desk) -> APIRouter:
    """Return the routes by which an invited person chooses a password: the code is all that lets them in."""
    router = APIRouter()
    limit = RateLimit(A_MINUTE)

    def page(request: Request, code: str, status: int = 200, faults: dict[str, str] | None = None) -> Response:
        with desk.database.reading() as session:
            user = invitations.invited(session, code)
        if user is None:
            return shown(request, "invitation", None, 404, user=None)
        rule = text("access.password.rule")
        return shown(request, "invitation", None, status, user=user, code=code, faults=faults or {}, rule=rule)

    @router.get(f"{invitations.PAGE}/{{code}}", response_class=HTMLResponse, summary="La console : une invitation")
    def opened(request: Request, code: str) -> Response:
        return page(request, code)

    @router.post(
        f"{invitations.PAGE}/{{code}}", response_class=HTMLResponse, summary="La console : choisit un mot de passe"
    )
    async def accept(request: Request, code: str) -> Response:
        check_source(request)
        wait = limit.wait(request.client.host if request.client else "")
        if wait:
            heard("too many invitations from one source", request)
            return shown(request, "refused", None, 429, message=text("staff.sign_in.often"))
        form = await request.form(max_files=0, max_fields=10)
        return await run_in_threadpool(chosen, request, code, form)

    def chosen(request: Request, code: str, form: FormData) -> Response:
        with desk.database.reading() as session:
            known = invitations.invited(session, code)
        if known is None:
            return page(request, code)
        try:
            kept = passwords.hashed(typed_twice(form, known.login, known.name))
        except AccessError as error:
            return page(request, code, 422, {error.field: str(error)})
        with desk.database.writing() as session:
            user = invitations.invited(session, code, lock=True)
            if user is not None:
                accounts.set_password(session, user.login, user, kept)
        return back(SIGN_IN, "access.chosen") if user else page(request, code)

    return router


def typed_twice(form: FormData, login: str, name: str) -> str:
    """Return a new password. Raises AccessError when it can't be accepted or was typed in two ways."""
    typed = raw_text_of(form, "password", 500)
    strength.check(typed, login, name)
    if typed != raw_text_of(form, "again", 500):
        raise AccessError(text("access.password.other"), "again")
    return typed
