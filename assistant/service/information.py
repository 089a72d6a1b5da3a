"""``/fonctionnement`` and ``/accessibilite``: what the assistant is and isn't, and what may hinder its use."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.domain import Contact
from assistant.records import evaluations
from assistant.records.database import Database
from assistant.records.tables import EvaluationRun
from assistant.retrieval.embedder import NONE
from assistant.schemes import root_of
from assistant.service.choice import corpus_of
from assistant.service.holder import Holder, opened
from assistant.service.live import Live
from assistant.service.schemes import Schemes
from assistant.service.templates import page

#: The day of the self-assessment that the statement tells.
MADE_ON = date(2026, 11, 28)


def information_routes(schemes: Schemes, live: Live, database: Database | None) -> APIRouter:
    """Return the routes of both pages: of a scheme or, where an address names none, of the whole service."""
    router = APIRouter()

    def holder_of(request: Request) -> Holder | None:
        return None if schemes.several and "scheme" not in request.path_params else schemes.of(request)

    @router.get("/fonctionnement", response_class=HTMLResponse, summary="Comment fonctionne cet assistant")
    def how(request: Request) -> Response:
        holder = holder_of(request)
        assistant = opened(holder) if holder else None
        known = [(name, root_of(name), corpus_of(each)) for name, each in schemes.holders.items()]
        snapshot = assistant.snapshot if assistant else None
        return page(
            request,
            "how",
            schemes=known,
            documents=list(snapshot.documents.values()) if snapshot else [],
            version=snapshot.version if snapshot else "",
            encoded=bool(snapshot and snapshot.encoder != NONE),
            measures=_measures(database, holder, snapshot.version) if holder and snapshot else None,
            contact=_contact(live, holder),
        )

    @router.get("/accessibilite", response_class=HTMLResponse, summary="La déclaration d'accessibilité")
    def accessible(request: Request) -> Response:
        return page(request, "accessible", made_on=MADE_ON, contact=_contact(live, holder_of(request)))

    return router


def _measures(database: Database | None, holder: Holder, version: str) -> EvaluationRun | None:
    """Return the evaluation of the version in service: no figure is given that was not measured on these texts."""
    if database is None:
        return None
    with database.reading() as session:
        return evaluations.of_version(session, holder.scheme, version)


def _contact(live: Live, holder: Holder | None) -> Contact | None:
    if holder is None:
        return None
    corpus = corpus_of(holder)
    return live.of(holder.scheme).contact or (corpus.contact if corpus else None)
