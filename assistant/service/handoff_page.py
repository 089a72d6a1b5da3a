"""``/transmettre``: a question transmitted to the prefecture, without JavaScript.

The question comes from the page that answered it in the body of a POST, for addresses are logged and remembered.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from assistant.records.handoffs import Receipt
from assistant.service.forms import form_of, words
from assistant.service.schemes import Schemes
from assistant.service.templates import page
from assistant.service.transmitting import SUMMARY, NotTaken, Transmitter, is_key
from assistant.texts import text

#: The field that each refusal is about.
FIELD = {"unusable": "question", "long_summary": "summary", "bad_email": "adresse", "consent_needed": "accord"}


def new_key() -> str:
    """Return what one form is known by if it comes twice."""
    return secrets.token_urlsafe(16)


@dataclass(frozen=True)
class Filled:
    """A form as it stands."""

    question: str = ""
    summary: str = ""
    email: str = ""
    consent: bool = False
    answer_id: str = ""
    key: str = field(default_factory=new_key)


def handoff_page_routes(schemes: Schemes, transmitter: Transmitter) -> APIRouter:
    """Return the routes of the form and of the receipt it leaves."""
    router = APIRouter()

    def shown(request: Request, filled: Filled, status: int = 200, **faults: str) -> Response:
        holder = schemes.of(request)
        contact = transmitter.contact(holder, holder.current())
        limits = {"most": transmitter.gate.most, "most_summary": SUMMARY}
        return page(request, "transmit", status, filled=filled, contact=contact, faults=faults, **limits)

    @router.get("/transmettre", response_class=HTMLResponse, summary="Le formulaire vers la préfecture, vide")
    def empty(request: Request) -> Response:
        return shown(request, Filled())

    @router.post("/transmettre/formulaire", response_class=HTMLResponse, summary="Le formulaire, déjà rempli")
    async def prefilled(request: Request) -> Response:
        async with form_of(request) as form:
            filled = filled_of(form)
        return await run_in_threadpool(shown, request, filled)

    @router.post("/transmettre", response_class=HTMLResponse, summary="Transmet une question, sans JavaScript")
    async def send(request: Request) -> Response:
        holder = schemes.of(request)
        assistant = holder.current()
        async with form_of(request) as form:
            filled = filled_of(form)
        transmitter.gate.count(request)

        def kept() -> Receipt:
            what = transmitter.looked_at(**{k: v for k, v in asdict(filled).items() if k != "key"})
            return transmitter.keep(holder, assistant, what, filled.key)

        try:
            receipt = await run_in_threadpool(kept)
        except NotTaken as refusal:
            most = SUMMARY if refusal.code == "long_summary" else transmitter.gate.most
            faults = {FIELD[refusal.code]: text(f"public.fault.{refusal.code}", most=most)}
            return await run_in_threadpool(shown, request, filled, 422, **faults)
        again = receipt.row is None or not receipt.fresh
        told = bool(receipt.row and receipt.row.email)
        where = transmitter.where(holder.scheme)
        where = f"{where}/recu" if where else ""
        return page(request, "transmitted", code=receipt.code, where=where, again=again, told=told)

    return router


def filled_of(form: FormData) -> Filled:
    """Return what a form says; one whose key was lost on the way is a form of its own."""
    key = words(form, "key")
    return Filled(
        question=words(form, "question"),
        summary=words(form, "summary"),
        email=words(form, "adresse").strip(),
        consent=words(form, "accord") == "oui",
        answer_id=words(form, "answer_id"),
        **({"key": key} if is_key(key) else {}),
    )
