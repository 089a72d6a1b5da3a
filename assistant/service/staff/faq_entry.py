"""``/staff/faq/{id}``: an entry, its versions and what may be done with it."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from assistant.access.agent import Agent
from assistant.errors import EntryRefused
from assistant.records.faq.published import today
from assistant.records.faq.workflow import find
from assistant.service.audits import audits_of
from assistant.service.holder import opened
from assistant.service.staff.desk import Desk
from assistant.service.staff.faq_view import view_of
from assistant.service.staff.guard import Reader
from assistant.service.staff.pages import shown

#: What an INTEGER column holds.
LARGEST = 2**31 - 1


def faq_entry_routes(desk: Desk) -> APIRouter:
    """Return the route of an entry's page."""
    router = APIRouter()

    @router.get("/staff/faq/{entry_id:int}", response_class=HTMLResponse, summary="La console : une réponse de la FAQ")
    def entry(request: Request, agent: Reader, entry_id: int) -> Response:
        """Show an entry; ``version`` is the one to read, ``avant`` the one to compare it with."""
        return entry_page(desk, request, agent, entry_id)

    return router


def entry_page(
    desk: Desk, request: Request, agent: Agent, entry_id: int, refused: EntryRefused | None = None, note: str = ""
) -> Response:
    """Return the page of an entry, with what was ``refused`` and the ``note`` that was being written, if any."""
    holder = desk.schemes.of(request)
    wanted = (None, None) if refused else (_number(request, "version"), _number(request, "avant"))
    with desk.database.reading() as session:
        known = find(session, holder.scheme, entry_id) if 0 < entry_id <= LARGEST else None
        four_eyes = desk.policy.four_eyes
        view = None if known is None else view_of(session, known, agent, opened(holder), four_eyes, *wanted)
    if view is None:
        raise HTTPException(404)
    last = audits_of(request).last(holder.scheme)
    return shown(
        request,
        "faq_entry",
        agent,
        409 if refused else 200,
        view=view,
        audit=last and last.of(entry_id, view.entry.published),
        today=today(),
        fault=str(refused) if refused else "",
        note=note,
    )


def _number(request: Request, name: str) -> int | None:
    value = request.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else None
