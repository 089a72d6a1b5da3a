"""``/staff/transmissions``: the questions that people transmitted, and the replies that they wait for."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from assistant.access.agent import Agent
from assistant.records import journal, replies
from assistant.records.replies import Closing, Handed, Mark, State
from assistant.records.tables.base import now
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Reader
from assistant.service.staff.pages import shown
from assistant.service.staff.told import age, place, written
from assistant.texts import text

HANDOFFS = "/staff/transmissions"
#: How each state is called in an address.
STATES = {"": State.WAITING, "repondues": State.REPLIED, "closes": State.CLOSED}
#: Characters of a reply; a form may hold more, so that nothing typed is lost.
MOST, TYPED = 5000, 30000


def handoff_routes(desk: Desk) -> APIRouter:
    """Return the routes on which hand-offs are listed and read."""
    router = APIRouter()

    @router.get(HANDOFFS, response_class=HTMLResponse, summary="La console : les questions transmises")
    def listed(request: Request, agent: Reader, etat: str = "", apres: str = "") -> Response:
        scheme, state = desk.schemes.of(request).scheme, STATES.get(etat, State.WAITING)
        known = place(apres, datetime, int) if apres else None
        with desk.database.reading() as session:
            rows, following = replies.listed(session, scheme, state, Mark(*known) if known else None)
            counts = replies.counted(session, scheme)
        more = following and urlencode({"etat": etat, "apres": written((following.at, following.id))})
        states = [(name, each, counts[each]) for name, each in STATES.items()]
        return shown(
            request, "handoffs", agent, rows=rows, state=state, states=states, next=more or "", further=bool(known)
        )

    @router.get(f"{HANDOFFS}/{{number}}", response_class=HTMLResponse, summary="La console : une question transmise")
    def one(request: Request, number: int, agent: Reader) -> Response:
        with desk.database.writing() as session:
            found = replies.find(session, desk.schemes.of(request).scheme, number)
            if found is not None:
                journal.write(session, found.row.scheme, agent.login, "handoff.read", f"transmission/{number}")
        return handoff_page(request, agent, found)

    return router


def handoff_page(
    request: Request, agent: Agent, found: Handed | None, status: int = 200, **context: object
) -> Response:
    """Show a hand-off, with what was typed; raise 404 when it is not, or no longer, there."""
    if found is None:
        raise HTTPException(404)
    blank: dict[str, object] = {"words": "", "fault": "", "preview": False, "conflict": "", "closing_fault": ""}
    return shown(
        request,
        "handoff",
        agent,
        status,
        **{**blank, **context},
        row=found.row,
        exchange=found.exchange,
        by=found.agent,
        waits=age(found.row.asked_at, now()),
        closings=[(why.value, text(f"handed.closing.{why}")) for why in Closing],
        most=MOST,
    )
