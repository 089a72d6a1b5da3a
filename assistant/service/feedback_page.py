"""``POST /avis``: whether an answer helped, without JavaScript. One click is kept; the rest is asked for afterwards."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.records.database import Database
from assistant.records.feedback import Complaint
from assistant.service.asking import Gate
from assistant.service.feedback import COMMENT, Opinion, note
from assistant.service.forms import all_words, form_of, words
from assistant.service.problems import told
from assistant.service.schemes import Schemes
from assistant.service.templates import page
from assistant.texts import text


def feedback_page_routes(schemes: Schemes, gate: Gate, database: Database) -> APIRouter:
    """Return the route of the page that takes an opinion and gives thanks for it."""
    router = APIRouter()

    @router.post("/avis", response_class=HTMLResponse, summary="L'avis sur une réponse, sans JavaScript")
    async def opinion(request: Request) -> Response:
        holder = schemes.of(request)
        async with form_of(request) as form:
            given, whole, goes_on = opinion_of(form), bool(words(form, "precisions")), carried(form)
        gate.count(request)

        def shown(status: int = 200, *, fault: str = "", whole: bool = False) -> Response:
            context = {"given": given, "most": COMMENT, "asking": gate.most, "fault": fault, "whole": whole}
            return page(request, "feedback", status, **{**context, **goes_on})

        if not given.is_usable():
            return shown(422, fault=text("public.feedback.too_long", most=COMMENT))
        if not await run_in_threadpool(note, database, holder.scheme, given):
            return told(request, 404, "unknown_answer", text("public.problem.unknown_answer"))
        return shown(whole=whole)

    return router


def opinion_of(form: FormData) -> Opinion:
    """Return the opinion of a form; raise 422 for one that says neither yes nor no."""
    helpful, reason = words(form, "utile"), words(form, "motif")
    if helpful not in ("oui", "non") or reason not in ("", *Complaint):
        raise HTTPException(422)
    why = Complaint(reason) if reason else None
    return Opinion(words(form, "answer_id"), helpful == "oui", why, words(form, "commentaire"))


def carried(form: FormData) -> dict[str, object]:
    """Return what goes on with the conversation from one page to the next: nothing is kept for it."""
    return {"history": all_words(form, "history"), "conversation": words(form, "conversation")}
