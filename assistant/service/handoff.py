"""``POST /api/handoff``: a question transmitted to the prefecture, against a receipt code."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool

from assistant.records import handoffs
from assistant.records.database import Database
from assistant.records.handoffs import Transmission
from assistant.schemes import root_of
from assistant.service.asking import Gate
from assistant.service.problems import of_status
from assistant.service.recording import public
from assistant.service.schema import HandoffIn, HandoffOut
from assistant.service.schemes import Schemes


def handoff_routes(schemes: Schemes, gate: Gate, database: Database) -> APIRouter:
    """Return the route that takes questions for a person."""
    router = APIRouter()

    @router.post(
        "/api/handoff",
        status_code=201,
        response_model=HandoffOut,
        responses=of_status(413, 422, 429, 503),
        summary="Transmet une question à la préfecture",
    )
    async def send(request: Request, sent: HandoffIn) -> HandoffOut:
        holder = schemes.named(sent.scheme)
        assistant = holder.current()
        gate.count(request)
        if not gate.usable([sent.question, *([sent.summary] if sent.summary else [])]):
            raise HTTPException(422)
        if sent.email is not None and not sent.consent:
            raise HTTPException(422)
        what = Transmission(sent.question, sent.summary, sent.email, sent.answer_id)

        def keep() -> str:
            with database.writing() as session:
                return handoffs.transmit(session, holder.scheme, what, public(assistant))[1]

        code = await run_in_threadpool(keep)
        return HandoffOut(receipt=code, url=f"{root_of(holder.scheme)}/recu")

    return router
