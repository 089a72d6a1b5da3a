"""Errors, as one French sentence and a code; details go to the log only."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.service.holder import NotReady
from assistant.service.schema import Problem
from assistant.service.templates import page
from assistant.texts import text

log = logging.getLogger(__name__)

CODES = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    422: "unusable",
    429: "too_many",
    500: "internal",
    503: "unavailable",
}
#: The error responses of the API, for its OpenAPI.
RESPONSES: dict[int | str, dict[str, object]] = {
    code: {"model": Problem, "description": name} for code, name in CODES.items() if code in (413, 422, 429, 503)
}


def problem(request: Request, status: int, **headers: str) -> Response:
    """Return the response for a status: a page for a browser's own request, JSON for the rest."""
    code = CODES.get(status, "bad_request" if status < 500 else "internal")
    message = text(f"web.problem.{code}")
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/"):
        response = page(request, "problem", status, message=message)
        response.headers.update(headers)
        return response
    return JSONResponse({"code": code, "message": message}, status, headers)


def register(app: FastAPI) -> None:
    """Make every error of the app a problem."""

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return problem(request, error.status_code, **(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        return problem(request, 422)

    @app.exception_handler(NotReady)
    async def _not_ready(request: Request, error: NotReady) -> Response:
        return problem(request, 503, **{"Retry-After": "30"})

    @app.exception_handler(Exception)
    async def _unknown(request: Request, error: Exception) -> Response:
        log.error("unhandled error on %s", request.url.path, exc_info=error)
        return problem(request, 500)
