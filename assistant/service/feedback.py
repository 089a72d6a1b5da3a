"""``POST /api/feedback``: whether an answer helped, and if not why."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from assistant.records import feedback
from assistant.records.database import Database
from assistant.records.feedback import Complaint
from assistant.service.asking import Gate
from assistant.service.problems import of_status, told
from assistant.service.schema import FeedbackIn
from assistant.service.schemes import Schemes
from assistant.texts import text

#: Longest comment, in characters.
COMMENT = 2000


@dataclass(frozen=True)
class Opinion:
    """What a person thinks of an answer."""

    answer_id: str
    helpful: bool
    reason: Complaint | None = None
    comment: str = ""

    def is_usable(self) -> bool:
        """Tell whether the comment is characters, and not too many."""
        return len(self.comment) <= COMMENT and Gate.encodable(self.comment)


def note(database: Database, scheme: str, given: Opinion) -> bool:
    """Keep an opinion, whichever way it came in; tell whether the answer is known in the scheme."""
    with database.writing() as session:
        return feedback.give(session, scheme, given.answer_id, given.helpful, given.reason, given.comment)


def feedback_routes(schemes: Schemes, gate: Gate, database: Database) -> APIRouter:
    """Return the route that takes what people think of an answer."""
    router = APIRouter()

    @router.post(
        "/api/feedback",
        status_code=204,
        responses=of_status(404, 413, 422, 429, 503),
        summary="Dit si une réponse a aidé, et sinon pourquoi",
    )
    async def give(request: Request, sent: FeedbackIn) -> Response:
        holder = schemes.named(sent.scheme)
        gate.count(request)
        given = Opinion(sent.answer_id, sent.helpful, sent.reason, sent.comment)
        if not given.is_usable() or not gate.encodable(given.answer_id):
            raise HTTPException(422)
        if not await run_in_threadpool(note, database, holder.scheme, given):
            return told(request, 404, "unknown_answer", text("public.problem.unknown_answer"))
        return Response(status_code=204)

    return router
