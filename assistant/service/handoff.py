"""``POST /api/handoff``: a question transmitted to the prefecture, against a receipt code."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.schemes import root_of
from assistant.service.problems import of_status, told
from assistant.service.schema import HandoffIn, HandoffOut
from assistant.service.schemes import Schemes
from assistant.service.transmitting import NotTaken, Transmitter
from assistant.texts import text

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Tirée au sort par l'appelant, au moins 22 caractères : la même demande renvoyée avec elle n'est "
        "gardée qu'une fois, et reçoit le même code pendant dix minutes, ensuite 409. Le code est fait de cette clé.",
    ),
]


def handoff_routes(schemes: Schemes, transmitter: Transmitter) -> APIRouter:
    """Return the route that takes questions for a person."""
    router = APIRouter()

    @router.post(
        "/api/handoff",
        status_code=201,
        response_model=HandoffOut,
        responses=of_status(409, 413, 422, 429, 503),
        summary="Transmet une question à la préfecture",
    )
    async def send(request: Request, sent: HandoffIn, key: Key = None) -> Response:
        holder = schemes.named(sent.scheme)
        assistant = holder.current()
        transmitter.gate.count(request)
        try:
            what = transmitter.looked_at(sent.question, sent.summary, sent.email or "", sent.consent, sent.answer_id)
            receipt = await run_in_threadpool(transmitter.keep, holder, assistant, what, key)
        except NotTaken as refusal:
            if refusal.code == "unusable":
                raise HTTPException(422) from refusal
            return told(request, 422, refusal.code, text(f"public.problem.{refusal.code}"))
        if receipt.code is None:
            return told(request, 409, "already_sent", text("public.problem.already_sent"))
        return JSONResponse({"receipt": receipt.code, "url": f"{root_of(holder.scheme)}/recu"}, 201)

    return router
