"""Health, for the machine that watches the service."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from assistant.service.holder import Holder, NotReady
from assistant.service.schemes import Schemes
from assistant.texts import text


def health_routes(schemes: Schemes) -> APIRouter:
    """Return the routes of health: alive, and able to answer."""
    router = APIRouter()

    @router.get("/health/live", summary="Le processus répond")
    def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/health/ready", summary="Un index est ouvert pour chaque dispositif : le service peut répondre")
    def ready() -> JSONResponse:
        if schemes.several:
            return _each(schemes)
        return JSONResponse({"status": "ready", "index_version": schemes.named(None).current().snapshot.version})

    return router


def _each(schemes: Schemes) -> JSONResponse:
    """Return the state of each scheme; 503 and the names of those that can't answer when there are any."""
    states = {name: _state(holder) for name, holder in schemes.holders.items()}
    down = ", ".join(name for name, state in states.items() if state["index_version"] is None)
    if not down:
        return JSONResponse({"status": "ready", "schemes": states})
    told = {"code": "unavailable", "message": text("web.problem.schemes_down", names=down)}
    return JSONResponse({"status": "unavailable", **told, "schemes": states}, 503, {"Retry-After": "30"})


def _state(holder: Holder) -> dict[str, str | None]:
    try:
        return {"status": "ready", "index_version": holder.current().snapshot.version}
    except NotReady:
        return {"status": "unavailable", "index_version": None}
