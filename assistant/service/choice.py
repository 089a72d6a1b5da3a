"""The first page of a service of several schemes: which one is it about?"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.ingestion.corpus import Corpus
from assistant.schemes import root_of
from assistant.service.holder import Holder, opened
from assistant.service.schemes import Schemes
from assistant.service.templates import page


def choice_routes(schemes: Schemes) -> APIRouter:
    """Return the routes that list the schemes, where an address names none."""
    router = APIRouter()

    @router.get("/", response_class=HTMLResponse, summary="Les dispositifs du service")
    @router.get("/documents", response_class=HTMLResponse, summary="Les dispositifs, pour leurs documents")
    @router.get("/faq", response_class=HTMLResponse, summary="Les dispositifs, pour leurs réponses validées")
    def choice(request: Request) -> Response:
        known = [(name, root_of(name), corpus_of(holder)) for name, holder in schemes.holders.items()]
        return page(request, "choice", schemes=known)

    return router


def corpus_of(holder: Holder) -> Corpus | None:
    """Return what a scheme is, None while it can't answer."""
    assistant = opened(holder)
    return assistant.corpus if assistant else None
