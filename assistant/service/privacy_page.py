"""``/confidentialite``: what is kept, why and for how long, as the settings say."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.service.choice import corpus_of
from assistant.service.live import Live
from assistant.service.schemes import Schemes
from assistant.service.templates import page


def privacy_routes(schemes: Schemes, live: Live) -> APIRouter:
    """Return the route of the notice."""
    router = APIRouter()

    @router.get("/confidentialite", response_class=HTMLResponse, summary="Ce que le service garde, et vos droits")
    def notice(request: Request) -> Response:
        holder = schemes.of(request)
        corpus = corpus_of(holder)
        contact = live.of(holder.scheme).contact or (corpus.contact if corpus else None)
        return page(request, "privacy", contact=contact)

    return router
