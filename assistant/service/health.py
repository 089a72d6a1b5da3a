"""Health, for the machine that watches the service."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from assistant.service.holder import Holder


def health_routes(holder: Holder) -> APIRouter:
    """Return the routes of health: alive, and able to answer."""
    router = APIRouter()

    @router.get("/health/live", summary="Le processus répond")
    def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/health/ready", summary="Un index est ouvert : le service peut répondre")
    def ready() -> JSONResponse:
        return JSONResponse({"status": "ready", "index_version": holder.current().snapshot.version})

    return router
