"""``/staff/corpus``: the documents in service, what changed since, and every version of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.access.agent import Agent
from assistant.errors import RetrievalError
from assistant.records import tasks
from assistant.retrieval.comparison import compare
from assistant.retrieval.editions import chronicle, editions
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Reader
from assistant.service.staff.pages import shown

#: Releases and tasks shown; the command line lists all releases.
RELEASES, TASKS = 20, 5
#: Seconds after which a page that shows a running task looks again.
AGAIN = "4"

Version = Annotated[str, Query(max_length=12)]


def corpus_routes(desk: Desk) -> APIRouter:
    """Return the pages about a scheme's documents."""
    router = APIRouter()

    @router.get("/staff/corpus", response_class=HTMLResponse, summary="La console : documents et versions")
    def corpus(request: Request, agent: Reader) -> Response:
        return overview(desk, request, agent)

    @router.get(
        "/staff/corpus/documents/{document_id}", response_class=HTMLResponse, summary="La console : un document"
    )
    def document(request: Request, document_id: str, agent: Reader) -> Response:
        """Show the versions of a document and when each was in effect."""
        known = editions(desk.settings_of(request).index, document_id)
        if not known:
            raise HTTPException(404)
        return shown(request, "corpus_document", agent, editions=list(reversed(known)), document=known[-1].document)

    @router.get(
        "/staff/corpus/documents/{document_id}/comparer",
        response_class=HTMLResponse,
        summary="La console : deux versions d'un document",
    )
    def comparison(
        request: Request, document_id: str, agent: Reader, avant: Version = "", apres: Version = ""
    ) -> Response:
        """Show two versions of a document side by side, by default the one in effect and the one it replaced."""
        try:
            found = compare(desk.settings_of(request).index, document_id, avant or None, apres or None)
        except RetrievalError as error:
            raise HTTPException(404) from error
        return shown(request, "corpus_compare", agent, found=found, document_id=document_id)

    return router


def overview(desk: Desk, request: Request, agent: Agent, status: int = 200, fault: str = "") -> Response:
    """Return the page of the corpus; ``fault`` says why what was asked for was not done."""
    holder = desk.schemes.of(request)
    settings = desk.settings_of(request)
    snapshot = holder.current().snapshot
    with desk.database.reading() as session:
        latest = tasks.latest(session, holder.scheme, TASKS)
    running = next((task for task in latest if task.state == tasks.RUNNING and not tasks.is_dead(task)), None)
    response = shown(
        request,
        "corpus",
        agent,
        status,
        documents=list(snapshot.documents.values()),
        version=snapshot.version,
        stale=snapshot.stale(settings.corpus),
        releases=chronicle(settings.index)[::-1][:RELEASES],
        tasks=[(task, "dead" if tasks.is_dead(task) else task.state) for task in latest],
        running=running,
        fault=fault,
    )
    if running is not None:
        response.headers["refresh"] = AGAIN
    return response
