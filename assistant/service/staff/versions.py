"""Versions of the index brought in, taken back or published against the evaluation's advice."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.access.agent import Agent
from assistant.errors import AssistantError
from assistant.records import journal
from assistant.service.staff.corpus import overview
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Administrator, Form, text_of
from assistant.service.staff.pages import back
from assistant.settings import Settings
from assistant.tasks.launch import launch
from assistant.texts import text
from assistant.wiring import put_in_effect, roll_back

PAGE = "/staff/corpus"


def version_routes(desk: Desk) -> APIRouter:
    """Return the routes that change which version answers."""
    router = APIRouter()

    @router.post("/staff/corpus/mise-a-jour", summary="La console : reconstruit l'index, l'évalue, le publie")
    def update(request: Request, agent: Administrator) -> Response:
        scheme = desk.schemes.of(request).scheme
        task = launch(desk.database, desk.settings_of(request), scheme, "release", agent.id)
        if task is None:
            return overview(desk, request, agent, 409, text("corpus.fault.running"))
        note(desk, scheme, agent, "index_update", str(task.id))
        return back(f"{request.state.root}{PAGE}", "corpus.started")

    @router.post("/staff/corpus/retour", summary="La console : revient à une version précédente")
    def take_back(request: Request, agent: Administrator, form: Form) -> Response:
        version = text_of(form, "version", 12)

        def move(settings: Settings) -> object:
            return roll_back(settings, version)

        return moved(desk, request, agent, version, "index_rollback", move)

    @router.post("/staff/corpus/publier", summary="La console : publie une version que l'évaluation a écartée")
    def release(request: Request, agent: Administrator, form: Form) -> Response:
        version, reason = text_of(form, "version", 12), text_of(form, "motif", 500)
        if not reason:
            return overview(desk, request, agent, 422, text("corpus.fault.no_reason"))

        def move(settings: Settings) -> object:
            return put_in_effect(settings, version)

        return moved(desk, request, agent, version, "index_release", move, reason)

    return router


def moved(
    desk: Desk,
    request: Request,
    agent: Agent,
    version: str,
    action: str,
    move: Callable[[Settings], object],
    reason: str = "",
) -> Response:
    """Move the pointer, take the version up at once and write down who did it; say why when it can't be done."""
    holder = desk.schemes.of(request)
    try:
        move(desk.settings_of(request))
    except AssistantError as error:
        return overview(desk, request, agent, 409, " ".join(str(error).split()))
    holder.refresh()
    note(desk, holder.scheme, agent, action, version, reason)
    return back(f"{request.state.root}{PAGE}", "corpus.moved")


def note(desk: Desk, scheme: str, agent: Agent, action: str, target: str, reason: str = "") -> None:
    """Write down who changed what answers."""
    with desk.database.writing() as session:
        journal.write(session, scheme, agent.login, action, target, {"reason": reason} if reason else {})
