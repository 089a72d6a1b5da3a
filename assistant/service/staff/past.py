"""``/staff/corpus/a-la-date``: what the assistant answered on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.answering.wire import to_json
from assistant.domain import Question
from assistant.errors import VersionUnknown
from assistant.retrieval.history import as_of
from assistant.retrieval.moments import end_of
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Reader
from assistant.service.staff.pages import shown
from assistant.texts import text


def past_routes(desk: Desk) -> APIRouter:
    """Return the page that answers as of a day."""
    router = APIRouter()

    @router.get("/staff/corpus/a-la-date", response_class=HTMLResponse, summary="La console : répondre à une date")
    def ask(
        request: Request,
        agent: Reader,
        question: Annotated[str, Query(max_length=2000)] = "",
        jour: Annotated[str, Query(max_length=10)] = "",
    ) -> Response:
        """Answer a question with the version in effect at the end of a day; nothing is kept of it."""
        context: dict[str, object] = {"question": question, "day": jour, "fault": "", "answer": None, "release": None}
        status = 200
        if question.strip() and jour:
            try:
                context |= answered(desk, request, question, date.fromisoformat(jour))
            except ValueError:
                status, context["fault"] = 422, text("corpus.fault.date")
            except VersionUnknown:
                status, context["fault"] = 404, text("corpus.fault.no_such_day")
        return shown(request, "corpus_past", agent, status, **context)

    return router


def answered(desk: Desk, request: Request, question: str, day: date) -> dict[str, object]:
    """Return the answer of a day and the release that gave it. Raises VersionUnknown when there was none."""
    if desk.policy.as_of is None:
        raise HTTPException(404)
    moment = end_of(day)
    found = as_of(desk.settings_of(request).index, moment)
    assistant = desk.policy.as_of(desk.schemes.of(request).scheme, moment)
    return {"answer": to_json(assistant.ask(Question(question))), "release": found}
