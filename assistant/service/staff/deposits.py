"""A document sent from the console into the corpus of its scheme."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from assistant.access.agent import Agent
from assistant.access.roles import Role
from assistant.records import journal
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Administrator, Form, needs, text_of
from assistant.service.staff.pages import back, shown
from assistant.tasks.deposit import Deposit, deposit, fault_of
from assistant.texts import text

#: The end of the one address that takes a file, in every scheme.
PAGE = "/staff/corpus/depot"
Sender = Annotated[Agent, Depends(needs(Role.ADMINISTRATOR, files=1))]


def deposit_routes(desk: Desk) -> APIRouter:
    """Return the routes by which a document comes in."""
    router = APIRouter()

    def page(request: Request, agent: Agent, status: int = 200, **typed: object) -> Response:
        documents = list(desk.schemes.of(request).current().snapshot.documents.values())
        blank = {"fault": "", "title": "", "day": "", "replaces": request.query_params.get("remplace", "")}
        return shown(request, "corpus_deposit", agent, status, documents=documents, **{**blank, **typed})

    @router.get(PAGE, response_class=HTMLResponse, summary="La console : déposer un document")
    def form_of(request: Request, agent: Administrator) -> Response:
        return page(request, agent)

    @router.post(PAGE, response_class=HTMLResponse, summary="La console : dépose un document")
    async def send(request: Request, agent: Sender, form: Form) -> Response:
        scheme = desk.schemes.of(request).scheme
        settings = desk.settings_of(request)
        typed = {
            "title": text_of(form, "titre", 200),
            "day": text_of(form, "date", 10),
            "replaces": text_of(form, "remplace", 120),
        }
        sent, fault = await read(form, **typed)
        if sent is not None and not fault:
            fault = await run_in_threadpool(deposit, settings, sent)
        if sent is None or fault:
            return page(request, agent, 422, fault=fault, **typed)
        with desk.database.writing() as session:
            journal.write(session, scheme, agent.login, "document", typed["replaces"] or sent.name)
        return back(f"{request.state.root}/staff/corpus", "corpus.deposited")

    return router


async def read(form: FormData, title: str, day: str, replaces: str) -> tuple[Deposit | None, str]:
    """Return what a form sends, and what is wrong with it."""
    file = form.get("fichier")
    if not isinstance(file, UploadFile) or not file.filename:
        return None, text("corpus.fault.no_file")
    try:
        dated = date.fromisoformat(day) if day else None
    except ValueError:
        return None, text("corpus.fault.date")
    sent = Deposit(file.filename, await file.read(), title, dated, replaces)
    return sent, fault_of(sent)
