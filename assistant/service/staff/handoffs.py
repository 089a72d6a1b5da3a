"""``/staff/transmissions``: the questions that people transmitted, and the replies that they wait for."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from assistant.access.agent import Agent
from assistant.notices.outbox import announce_reply
from assistant.records import journal, replies
from assistant.records.replies import Closing, Handed, Mark, State
from assistant.records.tables.base import now
from assistant.schemes import root_of
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Form, Reader, Writer, text_of
from assistant.service.staff.pages import back, shown
from assistant.service.staff.told import age, place, written
from assistant.service.templates import french_moment
from assistant.texts import text

HANDOFFS = "/staff/transmissions"
#: How each state is called in an address.
STATES = {"": State.WAITING, "repondues": State.REPLIED, "closes": State.CLOSED}
#: Characters of a reply; a form may hold more, so that nothing typed is lost.
MOST, TYPED = 5000, 30000
#: Why a hand-off is closed when the person has not heard from the prefecture yet.
UNTOLD = (Closing.NOT_OURS, Closing.UNCLEAR)


def handoff_routes(desk: Desk) -> APIRouter:
    """Return the routes on which hand-offs are listed, read, replied to and closed."""
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
        return _page(request, agent, found)

    @router.post(
        f"{HANDOFFS}/{{number}}/repondre", response_class=HTMLResponse, summary="La console : répond à une personne"
    )
    def reply(request: Request, number: int, agent: Writer, form: Form) -> Response:
        scheme, words = desk.schemes.of(request).scheme, _words(form)
        fault = _fault(words)
        if fault or text_of(form, "faire", 20) == "relire":
            with desk.database.reading() as session:
                found = replies.find(session, scheme, number)
            return _page(request, agent, found, 422 if fault else 200, words=words, fault=fault, preview=not fault)
        with desk.database.writing() as session:
            sent = replies.reply(session, scheme, number, words, (agent.id, agent.login))
            if sent is not None:
                announce_reply(session, sent, where(scheme))
        return _after(request, agent, scheme, number, "replied" if sent else "", words)

    @router.post(
        f"{HANDOFFS}/{{number}}/clore",
        response_class=HTMLResponse,
        summary="La console : clôt une transmission sans réponse",
    )
    def close(request: Request, number: int, agent: Writer, form: Form) -> Response:
        scheme, why = desk.schemes.of(request).scheme, text_of(form, "motif", 20)
        if why not in set(Closing):
            with desk.database.reading() as session:
                found = replies.find(session, scheme, number)
            return _page(request, agent, found, 422, closing_fault=text("handed.fault.closing"))
        with desk.database.writing() as session:
            done = replies.close(session, scheme, number, Closing(why), (agent.id, agent.login))
            if done is not None and why in UNTOLD:
                announce_reply(session, done, where(scheme))
        return _after(request, agent, scheme, number, "closed" if done else "", "")

    def where(scheme: str) -> str:
        """Return where a scheme's pages are, for a mail; empty when nobody set the service's address."""
        base = desk.policy.public_url.rstrip("/")
        return f"{base}{root_of(scheme)}" if base else ""

    def _after(request: Request, agent: Agent, scheme: str, number: int, done: str, words: str) -> Response:
        """Lead back to a hand-off; where somebody was quicker, show what they did and what was typed."""
        if done:
            return back(f"{request.state.root}{HANDOFFS}/{number}", f"handed.{done}")
        with desk.database.reading() as session:
            found = replies.find(session, scheme, number)
        return _page(request, agent, found, 409, words=words, conflict=_conflict(found))

    return router


def _words(form: Form) -> str:
    """Return what an agent typed, lines ended as everywhere else."""
    return text_of(form, "reponse", TYPED).replace("\r\n", "\n")


def _fault(words: str) -> str:
    if not words:
        return text("handed.fault.empty")
    return text("handed.fault.long", most=MOST) if len(words) > MOST else ""


def _conflict(found: Handed | None) -> str:
    if found is None or found.row.state not in (State.REPLIED, State.CLOSED) or found.row.replied_at is None:
        return ""
    name, moment = found.agent or text("handed.fault.nobody"), french_moment(found.row.replied_at)
    return text(f"handed.fault.{found.row.state}", name=name, moment=moment)


def _page(request: Request, agent: Agent, found: Handed | None, status: int = 200, **context: object) -> Response:
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
