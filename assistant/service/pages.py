"""The page that asks and answers without JavaScript."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.answering.wire import to_json
from assistant.domain import Question
from assistant.pipeline import Assistant
from assistant.service.asking import Gate
from assistant.service.schemes import Schemes
from assistant.service.templates import page
from assistant.texts import text


def page_routes(schemes: Schemes, gate: Gate) -> APIRouter:
    """Return the routes of the page."""
    router = APIRouter()

    def shown(request: Request, assistant: Assistant, status: int = 200, **context: object) -> Response:
        blank: dict[str, object] = {
            "answer": None,
            "question": "",
            "history": [],
            "error": "",
            "corpus": assistant.corpus,
            "suggestions": assistant.suggestions[:5],
            "most": gate.most,
        }
        return page(request, "home", status, **{**blank, **context})

    @router.get("/", response_class=HTMLResponse, summary="La page où l'on pose une question")
    def home(request: Request) -> Response:
        return shown(request, schemes.of(request).current())

    @router.post("/question", response_class=HTMLResponse, summary="La réponse, sans JavaScript")
    async def question(request: Request) -> Response:
        assistant = schemes.of(request).current()
        async with request.form(max_files=0, max_fields=50) as form:
            asked = str(form.get("question", ""))
            history = [str(words) for words in form.getlist("history")]
        gate.count(request)
        if not gate.usable([asked]) or not gate.usable(history or ["-"]):
            typed = asked if gate.encodable(asked) else ""
            return shown(request, assistant, 422, error=text("web.problem.unusable"), question=typed)
        earlier = gate.recent(history)
        answer = to_json(await run_in_threadpool(assistant.ask, Question(asked, earlier)))
        return shown(
            request,
            assistant,
            answer=answer,
            question=asked,
            history=[*earlier, asked],
            suggestions=answer["suggestions"],
        )

    return router
