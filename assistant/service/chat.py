"""``POST /api/chat``: JSON, or the same answer paragraph by paragraph as server-sent events."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent, format_sse_event
from starlette.concurrency import run_in_threadpool

from assistant.answering.blocks import blocks
from assistant.answering.wire import to_json
from assistant.domain import Question
from assistant.service.asking import Gate
from assistant.service.once import Once
from assistant.service.problems import RESPONSES, told
from assistant.service.recording import Recorded, Recorder
from assistant.service.schema import AnswerOut, Ask
from assistant.service.schemes import Schemes
from assistant.service.transmitting import is_key
from assistant.texts import text

log = logging.getLogger(__name__)

#: A proxy that buffers a stream would hold the first words back.
UNBUFFERED = {"cache-control": "no-cache", "x-accel-buffering": "no"}

#: The two forms of an answer, for the OpenAPI.
FORMS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "La réponse entière ; ou, si « Accept » le demande, les événements « status », « block » (un "
        "par paragraphe), « sources » et « done » (la réponse entière), ou « error »",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Tirée au sort par l'appelant, au moins 22 caractères : la même question renvoyée avec elle dans "
        "les dix minutes reçoit la même réponse et n'est gardée qu'une fois.",
    ),
]


def answer_routes(schemes: Schemes, gate: Gate, recorder: Recorder) -> APIRouter:
    """Return the routes that answer questions."""
    router, once = APIRouter(), Once()

    @router.post("/api/chat", response_model=AnswerOut, responses=FORMS | RESPONSES, summary="Répond à une question")
    async def chat(request: Request, ask: Ask, key: Key = None) -> Response:
        holder = schemes.named(ask.scheme)
        assistant = holder.current()
        gate.count(request)
        if not gate.usable([ask.question]) or not gate.usable([words for words in ask.history if words.strip()]):
            raise HTTPException(422)
        if key is not None and not is_key(key):
            return told(request, 422, "bad_key", text("public.problem.bad_key"))
        question = Question(ask.question, gate.recent(ask.history), ask.conversation_id)

        def made(name: str | None = None) -> Recorded:
            return recorder.ask(holder, assistant, question, "api", name, keep=ask.keep)

        def answered() -> Recorded:
            if key is None or not ask.keep:  # what may not be kept is not held in memory either: it is answered again
                return made()
            return once.answered(key, [holder.scheme, ask.model_dump_json()], made)

        if "text/event-stream" in request.headers.get("accept", ""):
            return EventSourceResponse(_events(answered), headers=UNBUFFERED)
        done = await run_in_threadpool(answered)
        return JSONResponse(to_json(done.answer), headers={"assistant-recorded": "yes" if done.kept else "no"})

    return router


async def _events(answered: Callable[[], Recorded]) -> AsyncIterator[bytes]:
    """Yield status, one block a paragraph, sources, then the whole answer; or one error.

    ``sources`` says whether the exchange is recorded too: the answer itself has the contract's fields and no other.
    """
    yield _event("status", {"message": text("widget.words.searching")})
    try:
        done = await run_in_threadpool(answered)
    except Exception:
        log.exception("answer failed")
        yield _event("error", {"code": "internal", "message": text("web.problem.internal")})
        return
    answer = to_json(done.answer)
    for block in blocks(answer):
        yield _event("block", block)
    yield _event("sources", {"citations": answer["citations"], "recorded": done.kept})
    yield _event("done", answer)


def _event(name: str, data: dict[str, Any]) -> bytes:
    event = ServerSentEvent(data=data, event=name)
    return format_sse_event(data_str=json.dumps(data, ensure_ascii=False), event=event.event)
