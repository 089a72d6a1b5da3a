"""``GET /api/labels``: every word that the widget shows, and what it may do in this service."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from assistant.service.asking import Gate
from assistant.service.problems import of_status
from assistant.service.schemes import Schemes
from assistant.texts import table

#: Tables of the page's texts that the widget shows too.
SHARED = ("nature", "verdict", "origin", "status")

SchemeName = Annotated[str | None, Query(description="Nom du dispositif, quand le service en a plusieurs")]


def label_routes(schemes: Schemes, gate: Gate) -> APIRouter:
    """Return the route that gives the widget its words."""
    router = APIRouter()

    @router.get("/api/labels", responses=of_status(422, 503), summary="Les textes du composant")
    def labels(scheme: SchemeName = None) -> dict[str, Any]:
        examples = schemes.named(scheme).current().suggestions[:3]
        shared = {name: table("web")[name] for name in SHARED}
        return {**table("widget")["words"], **shared, "most": gate.most, "examples": examples}

    return router
