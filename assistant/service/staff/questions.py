"""``/staff/questions/{id}``: one question, the answer as it was read, and how it came about."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from assistant.records import question
from assistant.records.tables.base import day_of
from assistant.service.staff import explained
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Reader
from assistant.service.staff.pages import shown
from assistant.service.staff.passages import Shelf
from assistant.service.staff.topics import topic_name, topics_of

QUESTIONS = "/staff/questions"


def question_routes(desk: Desk) -> APIRouter:
    """Return the route of a question; whoever reads it is in the journal."""
    router = APIRouter()

    @router.get(f"{QUESTIONS}/{{question_id}}", response_class=HTMLResponse, summary="La console : une question")
    def one(request: Request, question_id: str, agent: Reader) -> Response:
        holder = desk.schemes.of(request)
        with desk.database.writing() as session:
            found = question.read(session, holder.scheme, question_id[:32], agent.login)
        if found is None:
            raise HTTPException(404)
        row, names = found.row, topics_of(holder)
        settings = desk.policy.settings.get(holder.scheme)
        shelf = Shelf(settings.index if settings else None, row.index_version)
        return shown(
            request,
            "question",
            agent,
            row=row,
            found=found,
            why=explained.why(row),
            steps=explained.steps(row),
            passages=shelf.seen(row.hits),
            document=shelf.document,
            topic=topic_name(names, row.topic),
            figure=explained.figure,
            said=explained.said,
            day_of=day_of,
            latest=max(other.asked_at for other in (row, *found.alike)),
        )

    return router
