"""What is done with an entry by a button: proposed, validated, sent back, withdrawn, put back."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy.orm import Session
from starlette.datastructures import FormData

from assistant.access.agent import Agent
from assistant.errors import EntryRefused
from assistant.faq.sources import Holdings, supports
from assistant.records.faq import workflow
from assistant.records.faq.published import today
from assistant.records.faq.wording import one_line, said_by
from assistant.records.tables import FaqEntry
from assistant.service.staff.desk import Desk
from assistant.service.staff.faq_entry import LARGEST, entry_page
from assistant.service.staff.guard import Form, Validator, Writer, text_of
from assistant.service.staff.pages import back
from assistant.service.validated import validated_of
from assistant.texts import text

#: Characters of a note to an author.
NOTE = 1000

Step = Callable[[Session, FaqEntry], None]


def faq_writing_routes(desk: Desk) -> APIRouter:
    """Return the routes of the buttons of those who write."""
    router = APIRouter()

    @router.post("/staff/faq/{entry_id:int}/proposer", summary="La console : propose une réponse à la validation")
    def propose(request: Request, agent: Writer, form: Form, entry_id: int) -> Response:
        seen = seen_in(form)
        return taken(desk, request, agent, entry_id, lambda s, e: workflow.propose(s, e, agent, seen), "proposed")

    @router.post("/staff/faq/{entry_id:int}/reprendre", summary="La console : reprend une proposition pour la corriger")
    def recall(request: Request, agent: Writer, form: Form, entry_id: int) -> Response:
        seen = seen_in(form)
        return taken(desk, request, agent, entry_id, lambda s, e: workflow.recall(s, e, agent, seen), "recalled")

    @router.post("/staff/faq/{entry_id:int}/abandonner", summary="La console : abandonne un brouillon")
    def discard(request: Request, agent: Writer, form: Form, entry_id: int) -> Response:
        seen = seen_in(form)
        return taken(desk, request, agent, entry_id, lambda s, e: workflow.discard(s, e, agent, seen), "discarded")

    return router


def faq_validating_routes(desk: Desk) -> APIRouter:
    """Return the routes of the buttons of those who validate."""
    router = APIRouter()

    @router.post("/staff/faq/{entry_id:int}/valider", summary="La console : valide et publie une réponse")
    def validate(request: Request, agent: Validator, form: Form, entry_id: int) -> Response:
        holdings = Holdings.of(desk.schemes.of(request).current())
        seen = seen_in(form)

        def step(session: Session, entry: FaqEntry) -> None:
            found = supports(holdings, said_by(workflow.newest(entry)).sources)
            gone = next((support for support in found if support.is_gone), None)
            if gone is not None:
                raise EntryRefused(text("entries.refused.gone", title=gone.title))
            workflow.validate(session, entry, agent, seen, four_eyes=desk.policy.four_eyes, on=today())

        return taken(desk, request, agent, entry_id, step, "validated")

    @router.post("/staff/faq/{entry_id:int}/renvoyer", summary="La console : renvoie une proposition à son auteur")
    def send_back(request: Request, agent: Validator, form: Form, entry_id: int) -> Response:
        note, seen = one_line(text_of(form, "note", 2 * NOTE)), seen_in(form)

        def step(session: Session, entry: FaqEntry) -> None:
            if not note or len(note) > NOTE:
                raise EntryRefused(text("entries.refused.note", most=NOTE))
            workflow.send_back(session, entry, agent, seen, note)

        return taken(desk, request, agent, entry_id, step, "sent_back", note)

    @router.post("/staff/faq/{entry_id:int}/retirer", summary="La console : retire une réponse du service")
    def withdraw(request: Request, agent: Validator, form: Form, entry_id: int) -> Response:
        return taken(desk, request, agent, entry_id, lambda s, e: workflow.withdraw(s, e, agent), "withdrawn")

    @router.post("/staff/faq/{entry_id:int}/republier", summary="La console : remet une réponse en service")
    def republish(request: Request, agent: Validator, form: Form, entry_id: int) -> Response:
        return taken(
            desk, request, agent, entry_id, lambda s, e: workflow.republish(s, e, agent, today()), "republished"
        )

    return router


def taken(desk: Desk, request: Request, agent: Agent, entry_id: int, step: Step, done: str, note: str = "") -> Response:
    """Take a step in one transaction and give its outcome to the assistants; or show the entry and say why not."""
    scheme = desk.schemes.of(request).scheme
    try:
        with desk.database.writing() as session:
            entry = workflow.find(session, scheme, entry_id, locked=True) if 0 < entry_id <= LARGEST else None
            if entry is None:
                raise HTTPException(404)
            step(session, entry)
    except EntryRefused as refused:
        return entry_page(desk, request, agent, entry_id, refused, note)
    validated_of(request).refresh()
    return back(f"{request.state.root}/staff/faq/{entry_id}", f"entries.{done}")


def seen_in(form: FormData) -> str:
    """Return which text a step was decided on, as the page that holds its button said."""
    return text_of(form, "seen", 80)
