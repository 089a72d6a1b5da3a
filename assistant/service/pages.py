"""The page that asks and answers without JavaScript."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.answering.wire import to_json
from assistant.domain import Question
from assistant.pipeline import Assistant
from assistant.records.tables.base import now
from assistant.service.asking import Gate
from assistant.service.forms import form_of
from assistant.service.handoff_page import new_key
from assistant.service.nature import nature_of
from assistant.service.points import points_of
from assistant.service.recording import Recorder
from assistant.service.schemes import Schemes
from assistant.service.summary import summary_of
from assistant.service.templates import page
from assistant.texts import text


def page_routes(schemes: Schemes, gate: Gate, recorder: Recorder) -> APIRouter:
    """Return the routes of the page."""
    router = APIRouter()

    def shown(request: Request, assistant: Assistant, status: int = 200, **context: object) -> Response:
        live = recorder.live.of(schemes.of(request).scheme)
        blank: dict[str, object] = {
            "answer": None,
            "question": "",
            "history": [],
            "conversation": "",
            "error": "",
            "corpus": assistant.corpus,
            "suggestions": assistant.suggestions[:5],
            "most": gate.most,
            "announcement": live.notice,
            "recorded": False,
            "summary": "",
            "key": "",
        }
        return page(request, "home", status, **{**blank, **context})

    @router.get("/", response_class=HTMLResponse, summary="La page où l'on pose une question")
    def home(request: Request) -> Response:
        return shown(request, schemes.of(request).current())

    @router.post("/question", response_class=HTMLResponse, summary="La réponse, sans JavaScript")
    async def question(request: Request) -> Response:
        holder = schemes.of(request)
        assistant = holder.current()
        async with form_of(request) as form:
            asked = str(form.get("question", ""))
            history = [str(words) for words in form.getlist("history")]
            conversation = str(form.get("conversation", "")) or secrets.token_urlsafe(16)
            unkept = form.get("garder") == "non"
        gate.count(request)
        if not gate.usable([asked]) or not gate.usable(history or ["-"]):
            typed = asked if gate.encodable(asked) else ""
            fault = text("web.problem.unusable")
            return await run_in_threadpool(shown, request, assistant, 422, error=fault, question=typed, unkept=unkept)
        earlier = gate.recent(history)
        what = Question(asked, earlier, conversation)
        done = await run_in_threadpool(recorder.ask, holder, assistant, what, "page", keep=not unkept)
        answer = to_json(done.answer)
        return await run_in_threadpool(
            shown,
            request,
            assistant,
            **told(answer),
            question=asked,
            history=[*earlier, asked],
            conversation=conversation,
            suggestions=answer["suggestions"],
            recorded=done.kept,
            unkept=unkept,
            summary=summary_of(earlier, answer["answer"]),
            key=new_key(),
        )

    return router


def told(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page shows of an answer of the API, given now."""
    return {"answer": answer, "nature": nature_of(answer), "points": points_of(answer), "given_at": now()}
