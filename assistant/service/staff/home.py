"""``/staff``: where an agent arrives."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.schemes import root_of
from assistant.service.choice import corpus_of
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Reader
from assistant.service.staff.pages import shown


def home_routes(desk: Desk) -> APIRouter:
    """Return the route of a scheme's first page of the console."""
    router = APIRouter()

    @router.get("/staff", response_class=HTMLResponse, summary="La console : accueil")
    def home(request: Request, agent: Reader) -> Response:
        corpus = corpus_of(desk.schemes.of(request))
        return shown(request, "home", agent, corpus=corpus)

    return router


def choice_routes(desk: Desk) -> APIRouter:
    """Return the route on which an agent chooses a scheme, in a service of several."""
    router = APIRouter()

    @router.get("/staff", response_class=HTMLResponse, summary="La console : choisir un dispositif")
    def choose(request: Request, agent: Reader) -> Response:
        known = [(name, root_of(name), corpus_of(holder)) for name, holder in desk.schemes.holders.items()]
        return shown(request, "choice", agent, schemes=known)

    return router
