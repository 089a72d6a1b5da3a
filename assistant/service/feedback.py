"""``POST /api/feedback``: whether an answer helped, and if not why."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from assistant.records import feedback
from assistant.records.database import Database
from assistant.service.asking import Gate
from assistant.service.problems import of_status
from assistant.service.schema import FeedbackIn
from assistant.service.schemes import Schemes


def feedback_routes(schemes: Schemes, gate: Gate, database: Database) -> APIRouter:
    """Return the route that takes what people think of an answer."""
    router = APIRouter()

    @router.post(
        "/api/feedback",
        status_code=204,
        responses=of_status(404, 413, 422, 429, 503),
        summary="Dit si une réponse a aidé, et sinon pourquoi",
    )
    async def give(request: Request, given: FeedbackIn) -> Response:
        holder = schemes.named(given.scheme)
        gate.count(request)
        if given.comment and not gate.usable([given.comment]):
            raise HTTPException(422)

        def note() -> bool:
            with database.writing() as session:
                return feedback.give(
                    session, holder.scheme, given.answer_id, given.helpful, given.reason, given.comment
                )

        if not await run_in_threadpool(note):
            raise HTTPException(404)
        return Response(status_code=204)

    return router
