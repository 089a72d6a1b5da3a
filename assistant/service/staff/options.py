"""``/staff/textes``: the contact, the notice above the question, and the switch that stops answering."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.access.agent import Agent
from assistant.domain import Contact
from assistant.records import journal
from assistant.records import options as settings
from assistant.service.schema import ADDRESS
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Administrator, Form, Reader, text_of
from assistant.service.staff.pages import back, shown
from assistant.texts import text

PAGE = "/staff/textes"


def option_routes(desk: Desk) -> APIRouter:
    """Return the routes of what an administrator decides for a scheme."""
    router = APIRouter()

    def page(request: Request, agent: Agent, status: int = 200, **typed: object) -> Response:
        holder = desk.schemes.of(request)
        with desk.database.reading() as session:
            known = settings.options(session, holder.scheme)
        own = holder.current().corpus.contact
        context: dict[str, object] = {
            "fault": {},
            "contact": known.contact or own,
            "notice": known.notice,
            "suspended": known.suspended,
            "known": known,
            "own": own,
        }
        return shown(request, "options", agent, status, **{**context, **typed})

    @router.get(PAGE, response_class=HTMLResponse, summary="La console : textes et interlocuteur")
    def read(request: Request, agent: Reader) -> Response:
        return page(request, agent)

    @router.post(f"{PAGE}/interlocuteur", summary="La console : change l'interlocuteur")
    def contact(request: Request, agent: Administrator, form: Form) -> Response:
        scheme = desk.schemes.of(request).scheme
        wanted = Contact(*(text_of(form, name, 200) for name in ("nom", "fonction", "adresse")))
        reset = text_of(form, "origine", 1)
        faults = {} if reset else faults_of(wanted)
        if faults:
            return page(request, agent, 422, contact=wanted, fault=faults)
        with desk.database.writing() as session:
            settings.set_contact(session, scheme, None if reset else wanted)
            journal.write(session, scheme, agent.login, "contact", settings.CONTACT)
        return back(f"{request.state.root}{PAGE}", "options.contact")

    @router.post(f"{PAGE}/annonce", summary="La console : change l'annonce")
    def notice(request: Request, agent: Administrator, form: Form) -> Response:
        scheme = desk.schemes.of(request).scheme
        with desk.database.writing() as session:
            settings.set_notice(session, scheme, text_of(form, "annonce", 500))
            journal.write(session, scheme, agent.login, "notice", settings.NOTICE)
        return back(f"{request.state.root}{PAGE}", "options.notice")

    @router.post(f"{PAGE}/suspension", summary="La console : suspend ou rétablit les réponses")
    def suspension(request: Request, agent: Administrator, form: Form) -> Response:
        scheme = desk.schemes.of(request).scheme
        resume = text_of(form, "reprendre", 1)
        words = "" if resume else text_of(form, "message", 500) or text("options.suspended")
        with desk.database.writing() as session:
            settings.suspend(session, scheme, words)
            journal.write(session, scheme, agent.login, "resume" if resume else "suspend", settings.SUSPENSION)
        return back(f"{request.state.root}{PAGE}", "options.resumed" if resume else "options.suspended")

    return router


def faults_of(contact: Contact) -> dict[str, str]:
    """Return what is wrong with a contact, by field."""
    faults = {} if contact.name else {"nom": text("options.fault.name")}
    if not re.fullmatch(ADDRESS, contact.email):
        faults["adresse"] = text("options.fault.email")
    return faults
