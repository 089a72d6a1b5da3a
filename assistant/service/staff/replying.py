"""A reply to a person who waits, or the closing of their question: sent once, told by mail, nothing typed lost."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.access.agent import Agent
from assistant.notices.outbox import announce_reply
from assistant.records import replies
from assistant.records.replies import Closing, Handed, State
from assistant.schemes import root_of
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Form, Writer, text_of
from assistant.service.staff.handoffs import HANDOFFS, MOST, TYPED, handoff_page
from assistant.service.staff.pages import back
from assistant.service.templates import french_moment
from assistant.texts import text

#: Why a hand-off is closed when the person has not heard from the prefecture yet.
UNTOLD = (Closing.NOT_OURS, Closing.UNCLEAR)


def replying_routes(desk: Desk) -> APIRouter:
    """Return the routes on which agents reply to hand-offs and close them."""
    router = APIRouter()

    @router.post(f"{HANDOFFS}/{{number}}/repondre", response_class=HTMLResponse, summary="La console : répond")
    def reply(request: Request, number: int, agent: Writer, form: Form) -> Response:
        scheme, words = desk.schemes.of(request).scheme, _words(form)
        fault = _fault(words)
        if fault or text_of(form, "faire", 20) == "relire":
            again = {"words": words, "fault": fault, "preview": not fault}
            return handoff_page(request, agent, _found(desk, scheme, number), 422 if fault else 200, **again)
        with desk.database.writing() as session:
            sent = replies.reply(session, scheme, number, words, (agent.id, agent.login))
            if sent is not None:
                announce_reply(session, sent, _where(desk, scheme))
        return _after(desk, request, agent, number, "replied" if sent else "", words)

    @router.post(f"{HANDOFFS}/{{number}}/clore", response_class=HTMLResponse, summary="La console : clôt sans réponse")
    def close(request: Request, number: int, agent: Writer, form: Form) -> Response:
        scheme, why = desk.schemes.of(request).scheme, text_of(form, "motif", 20)
        if why not in set(Closing):
            fault = text("handed.fault.closing")
            return handoff_page(request, agent, _found(desk, scheme, number), 422, closing_fault=fault)
        with desk.database.writing() as session:
            done = replies.close(session, scheme, number, Closing(why), (agent.id, agent.login))
            if done is not None and why in UNTOLD:
                announce_reply(session, done, _where(desk, scheme))
        return _after(desk, request, agent, number, "closed" if done else "", "")

    return router


def _found(desk: Desk, scheme: str, number: int) -> Handed | None:
    with desk.database.reading() as session:
        return replies.find(session, scheme, number)


def _where(desk: Desk, scheme: str) -> str:
    """Return where a scheme's pages are, for a mail; empty when nobody set the service's address."""
    base = desk.policy.public_url.rstrip("/")
    return f"{base}{root_of(scheme)}" if base else ""


def _words(form: Form) -> str:
    """Return what an agent typed, lines ended as everywhere else."""
    return text_of(form, "reponse", TYPED).replace("\r\n", "\n")


def _fault(words: str) -> str:
    if not words:
        return text("handed.fault.empty")
    return text("handed.fault.long", most=MOST) if len(words) > MOST else ""


def _after(desk: Desk, request: Request, agent: Agent, number: int, done: str, words: str) -> Response:
    """Lead back to a hand-off; where somebody was quicker, show what they did and what was typed."""
    if done:
        return back(f"{request.state.root}{HANDOFFS}/{number}", f"handed.{done}")
    found = _found(desk, desk.schemes.of(request).scheme, number)
    return handoff_page(request, agent, found, 409, words=words, conflict=_conflict(found))


def _conflict(found: Handed | None) -> str:
    if found is None or found.row.state not in (State.REPLIED, State.CLOSED) or found.row.replied_at is None:
        return ""
    name, moment = found.agent or text("handed.fault.nobody"), french_moment(found.row.replied_at)
    return text(f"handed.fault.{found.row.state}", name=name, moment=moment)
