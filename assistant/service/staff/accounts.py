"""``/staff/comptes``: the agents' accounts, for administrators."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from assistant.access import accounts, invitations
from assistant.access.agent import Agent
from assistant.access.roles import Role
from assistant.errors import AccessError
from assistant.records.tables import User
from assistant.service.staff.desk import Desk, address_of
from assistant.service.staff.guard import Administrator, Form, text_of
from assistant.service.staff.pages import back, shown
from assistant.texts import text

ACCOUNTS = "/staff/comptes"
#: Accounts shown on a page.
PAGE = 50


def account_routes(desk: Desk) -> APIRouter:
    """Return the routes on which administrators make, change and close accounts."""
    router = APIRouter()
    _reading(router, desk)
    _making(router, desk)
    _changing(router, desk)
    return router


def _reading(router: APIRouter, desk: Desk) -> None:
    @router.get(ACCOUNTS, response_class=HTMLResponse, summary="La console : les comptes")
    def listed(request: Request, agent: Administrator, apres: str = "") -> Response:
        with desk.database.reading() as session:
            found = accounts.listed(session, accounts.normalised(apres.replace("\x00", "")), PAGE + 1)
        more = found[PAGE - 1].login if len(found) > PAGE else ""
        rows = [(user, accounts.state_of(user)) for user in found[:PAGE]]
        return shown(request, "accounts", agent, rows=rows, more=more)

    @router.get(f"{ACCOUNTS}/nouveau", response_class=HTMLResponse, summary="La console : créer un compte")
    def blank(request: Request, agent: Administrator) -> Response:
        return _form(request, agent)

    @router.get(f"{ACCOUNTS}/{{number}}", response_class=HTMLResponse, summary="La console : un compte")
    def one(request: Request, agent: Administrator, number: int) -> Response:
        with desk.database.reading() as session:
            return _shown(request, agent, _known(session, number))


def _making(router: APIRouter, desk: Desk) -> None:
    @router.post(ACCOUNTS, response_class=HTMLResponse, summary="La console : crée un compte et son invitation")
    def create(request: Request, agent: Administrator, form: Form) -> Response:
        login, name, role = text_of(form, "login", 120), text_of(form, "name", 200), text_of(form, "role", 20)
        try:
            with desk.database.writing() as session:
                user = accounts.create(session, agent.login, login, name, role)
                code = invitations.invite(session, agent.login, user)
        except AccessError as error:
            return _form(request, agent, 422, login=login, name=name, role=role, faults={error.field: str(error)})
        return _shown(request, agent, user, code=code)

    @router.post(
        f"{ACCOUNTS}/{{number}}/invitation", response_class=HTMLResponse, summary="La console : invite de nouveau"
    )
    def invite(request: Request, agent: Administrator, number: int) -> Response:
        try:
            with desk.database.writing() as session:
                user = _known(session, number)
                code = invitations.invite(session, agent.login, user)
        except AccessError as error:
            with desk.database.reading() as session:
                return _shown(request, agent, _known(session, number), 422, fault=str(error))
        return _shown(request, agent, user, code=code)


def _changing(router: APIRouter, desk: Desk) -> None:
    def changed(
        request: Request, agent: Agent, number: int, done: str, work: Callable[[Session, User], None]
    ) -> Response:
        try:
            with desk.database.writing() as session:
                work(session, _known(session, number))
        except AccessError as error:
            with desk.database.reading() as session:
                return _shown(request, agent, _known(session, number), 422, fault=str(error))
        return back(f"{ACCOUNTS}/{number}", f"access.{done}")

    @router.post(f"{ACCOUNTS}/{{number}}/role", summary="La console : change le rôle d'un compte")
    def role(request: Request, agent: Administrator, number: int, form: Form) -> Response:
        to = text_of(form, "role", 20)
        return changed(request, agent, number, "role", lambda s, user: accounts.change_role(s, agent.login, user, to))

    @router.post(f"{ACCOUNTS}/{{number}}/fermer", summary="La console : ferme un compte")
    def close(request: Request, agent: Administrator, number: int) -> Response:
        return changed(request, agent, number, "closed", lambda s, user: accounts.disable(s, agent.login, user))

    @router.post(f"{ACCOUNTS}/{{number}}/rouvrir", summary="La console : rouvre un compte")
    def reopen(request: Request, agent: Administrator, number: int) -> Response:
        return changed(request, agent, number, "opened", lambda s, user: accounts.enable(s, agent.login, user))


def _shown(
    request: Request, agent: Agent, user: User, status: int = 200, *, code: str = "", fault: str = ""
) -> Response:
    """Show an account; a code is shown this once, in the answer itself: an address would keep it."""
    link = address_of(request, f"{invitations.PAGE}/{code}") if code else ""
    state = accounts.state_of(user)
    return shown(request, "account", agent, status, user=user, state=state, roles=_roles(), link=link, fault=fault)


def _form(request: Request, agent: Agent, status: int = 200, **typed: object) -> Response:
    blank: dict[str, object] = {"login": "", "name": "", "role": Role.READER.value, "faults": {}}
    return shown(request, "account_new", agent, status, roles=_roles(), **{**blank, **typed})


def _roles() -> list[tuple[str, str]]:
    return [(role.value, text(f"staff.role.{role.value}")) for role in Role]


def _known(session: Session, number: int) -> User:
    """Return the account of a number. Raises 404 when there is none."""
    user = session.get(User, number) if 0 < number < 2**31 else None
    if user is None:
        raise HTTPException(404)
    return user
