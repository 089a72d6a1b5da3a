"""``POST /api/chat``: JSON, or the same answer block by block as server-sent events."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent, format_sse_event
from starlette.concurrency import run_in_threadpool

from assistant.answering.wire import to_json
from assistant.domain import Answer, Question
from assistant.service.asking import Gate
from assistant.service.problems import RESPONSES
from assistant.service.recording import Recorded, Recorder
from assistant.service.schema import AnswerOut, Ask
from assistant.service.schemes import Schemes
from assistant.texts import text

log = logging.getLogger(__name__)

#: A proxy that buffers a stream would hold the first words back.
UNBUFFERED = {"cache-control": "no-cache", "x-accel-buffering": "no"}


def answer_routes(schemes: Schemes, gate: Gate, recorder: Recorder) -> APIRouter:
    """Return the routes that answer questions."""
    router = APIRouter()

    @router.post("/api/chat", response_model=AnswerOut, responses=RESPONSES, summary="Répond à une question")
    async def chat(request: Request, ask: Ask) -> Response:
        holder = schemes.named(ask.scheme)
        assistant = holder.current()
        gate.count(request)
        if not gate.usable([ask.question]) or not gate.usable([words for words in ask.history if words.strip()]):
            raise HTTPException(422)
        question = Question(ask.question, gate.recent(ask.history), ask.conversation_id)

        def answered() -> Recorded:
            return recorder.ask(holder, assistant, question, "api")

        if "text/event-stream" in request.headers.get("accept", ""):
            return EventSourceResponse(_events(lambda: answered().answer), headers=UNBUFFERED)
        done = await run_in_threadpool(answered)
        return JSONResponse(to_json(done.answer), headers={"assistant-recorded": "yes" if done.kept else "no"})

    return router


async def _events(ask: Callable[[], Answer]) -> AsyncIterator[bytes]:
    """Yield status, one block a statement, sources, then the whole answer; or one error."""
    yield _event("status", {"message": text("widget.words.searching")})
    try:
        answer = to_json(await run_in_threadpool(ask))
    except Exception:
        log.exception("answer failed")
        yield _event("error", {"code": "internal", "message": text("web.problem.internal")})
        return
    for number, statement in enumerate(answer["statements"]):
        yield _event("block", {"number": number, **statement})
    yield _event("sources", {"citations": answer["citations"]})
    yield _event("done", answer)


def _event(name: str, data: dict[str, Any]) -> bytes:
    event = ServerSentEvent(data=data, event=name)
    return format_sse_event(data_str=json.dumps(data, ensure_ascii=False), event=event.event)
