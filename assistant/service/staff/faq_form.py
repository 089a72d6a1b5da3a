"""``/staff/faq/nouvelle`` and ``/staff/faq/{id}/modifier``: an entry written, and nothing typed ever lost."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy.orm import Session

from assistant.access.agent import Agent
from assistant.errors import EntryChanged, EntryRefused
from assistant.records import journal
from assistant.records.faq import workflow
from assistant.records.faq.origins import Origin, from_exchange, from_handoff
from assistant.records.faq.wording import said_by, seal
from assistant.records.tables import FaqEntry
from assistant.service.staff.desk import Desk
from assistant.service.staff.faq_draft import Draft, Typed, drafted, read
from assistant.service.staff.faq_entry import LARGEST
from assistant.service.staff.faq_paper import Paper
from assistant.service.staff.faq_steps import seen_in
from assistant.service.staff.guard import Form, Writer, text_of
from assistant.service.staff.pages import back


def faq_new_routes(desk: Desk) -> APIRouter:
    """Return the routes of the form of a new entry."""
    router = APIRouter()

    @router.get("/staff/faq/nouvelle", response_class=HTMLResponse, summary="La console : écrire une réponse")
    def blank(request: Request, agent: Writer) -> Response:
        """Show the form, begun with the question of the records that the address names."""
        given = request.query_params
        named = given.get("question_id", "")[:32], given.get("transmission", "")[:12]
        scheme = desk.schemes.of(request).scheme
        with desk.database.reading() as session:
            origin = origin_of(session, scheme, *named)
        if origin.target:
            with desk.database.writing() as session:
                journal.write(session, scheme, agent.login, origin.reading, origin.target)
        return Paper(desk, request, agent, origin=origin).shown(Draft(origin.question, answer=origin.reply))

    @router.post("/staff/faq/nouvelle", response_class=HTMLResponse, summary="La console : garde une réponse")
    def create(request: Request, agent: Writer, form: Form) -> Response:
        scheme = desk.schemes.of(request).scheme
        named = text_of(form, "question_id", 32), text_of(form, "transmission", 12)
        with desk.database.reading() as session:
            origin = origin_of(session, scheme, *named)
        paper = Paper(desk, request, agent, origin=origin)
        typed = paper.typed(read(form), text_of(form, "action", 10))
        if not typed.is_to_keep:
            return paper.again(typed)
        with desk.database.writing() as session:
            entry = workflow.create(session, scheme, typed.said, agent, origin.handoff_id, origin.exchange_id or None)
            done, number = finished(session, entry, agent, typed), entry.id
        return back(f"{request.state.root}/staff/faq/{number}", done)

    return router


def faq_form_routes(desk: Desk) -> APIRouter:
    """Return the routes of the form of an entry."""
    router = APIRouter()

    @router.get(
        "/staff/faq/{entry_id:int}/modifier", response_class=HTMLResponse, summary="La console : modifier une réponse"
    )
    def change(request: Request, agent: Writer, entry_id: int) -> Response:
        scheme = desk.schemes.of(request).scheme
        with desk.database.reading() as session:
            latest = workflow.newest(known(session, scheme, entry_id))
        return Paper(desk, request, agent, entry_id, seal(latest)).shown(drafted(said_by(latest)))

    @router.post(
        "/staff/faq/{entry_id:int}/modifier", response_class=HTMLResponse, summary="La console : garde une modification"
    )
    def keep(request: Request, agent: Writer, form: Form, entry_id: int) -> Response:
        scheme, seen = desk.schemes.of(request).scheme, seen_in(form)
        paper = Paper(desk, request, agent, entry_id, seen)
        typed = paper.typed(read(form), text_of(form, "action", 10))
        if not typed.is_to_keep:
            return paper.again(typed)
        try:
            with desk.database.writing() as session:
                entry = known(session, scheme, entry_id, locked=True)
                workflow.edit(session, entry, typed.said, agent, seen)
                done = finished(session, entry, agent, typed)
        except EntryChanged as changed:
            with desk.database.reading() as session:
                latest = workflow.newest(known(session, scheme, entry_id))
            return Paper(desk, request, agent, entry_id, seal(latest)).overtaken(typed, said_by(latest), changed)
        except EntryRefused as refused:
            return paper.again(typed, refused)
        return back(f"{request.state.root}/staff/faq/{entry_id}", done)

    return router


def known(session: Session, scheme: str, number: int, *, locked: bool = False) -> FaqEntry:
    """Return an entry; raise 404 when there is none."""
    entry = workflow.find(session, scheme, number, locked=locked) if 0 < number <= LARGEST else None
    if entry is None:
        raise HTTPException(404)
    return entry


def finished(session: Session, entry: FaqEntry, agent: Agent, typed: Typed) -> str:
    """Propose what was kept if its author asked for it; return what the page then says was done."""
    if typed.action != "propose":
        return "entries.saved"
    workflow.propose(session, entry, agent, seal(workflow.newest(entry)))
    return "entries.proposed"


def origin_of(session: Session, scheme: str, exchange_id: str, handoff_id: str) -> Origin:
    """Return what an entry is written from; raise 404 when the address names a question that is not kept."""
    found: Origin | None = Origin("")
    if exchange_id:
        found = from_exchange(session, scheme, exchange_id)
    elif handoff_id:
        number = int(handoff_id) if handoff_id.isascii() and handoff_id.isdigit() else 0
        found = from_handoff(session, scheme, number) if 0 < number <= LARGEST else None
    if found is None:
        raise HTTPException(404)
    return found
