"""``/staff/faq/controle``: which published answers the documents contradict, and which documents contradict another."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.faq.audited import Standing
from assistant.service.audits import audits_of
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Form, Reader
from assistant.service.staff.pages import back, shown

PAGE = "/staff/faq/controle"
#: Answers, and contradictions between documents, that the page shows.
SHOWN = 100


def faq_audit_routes(desk: Desk) -> APIRouter:
    """Return the routes of the audit."""
    router = APIRouter()

    @router.get(PAGE, response_class=HTMLResponse, summary="La console : le contrôle des réponses publiées")
    def checkup(request: Request, agent: Reader) -> Response:
        """Show the latest checkup: it is made anew whenever the documents or the answers change."""
        last = audits_of(request).last(desk.schemes.of(request).scheme)
        if last is None:
            return shown(request, "faq_audit", agent, last=None)
        order = list(Standing)
        to_see = [audit for audit in last.audits if audit.standing is not Standing.SUPPORTED]
        to_see.sort(key=lambda audit: -order.index(audit.standing))
        return shown(
            request,
            "faq_audit",
            agent,
            last=last,
            counts=Counter(audit.standing.value for audit in last.audits),
            audits=to_see[:SHOWN],
            more=max(0, len(to_see) - SHOWN),
            contradictions=last.contradictions[:SHOWN],
        )

    @router.post(PAGE, summary="La console : contrôle maintenant les réponses publiées")
    def now(request: Request, agent: Reader, form: Form) -> Response:
        audits_of(request).run(desk.schemes.of(request))
        return back(f"{request.state.root}{PAGE}", "entries.checked")

    return router
