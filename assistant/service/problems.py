"""Errors, as one French sentence and a code; details go to the log only."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.errors import RecordsUnavailable
from assistant.service.holder import NotReady
from assistant.service.schema import Problem
from assistant.service.schemes import SchemeNeeded, UnknownScheme
from assistant.service.templates import page
from assistant.texts import text

log = logging.getLogger(__name__)

CODES = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    422: "unusable",
    429: "too_many",
    500: "internal",
    503: "unavailable",
}


def of_status(*statuses: int) -> dict[int | str, dict[str, object]]:
    """Return the error responses of a route, for its OpenAPI."""
    return {status: {"model": Problem, "description": CODES[status]} for status in statuses}


def of_page(*statuses: int) -> dict[int | str, dict[str, object]]:
    """Return the error responses of a page, for the OpenAPI: a page too when a browser asks for it."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}, "text/html": {}}
    return {status: {"description": CODES[status], "content": content} for status in statuses}


#: The error responses of the API, for its OpenAPI.
RESPONSES = of_status(413, 422, 429, 503)


def problem(request: Request, status: int, **headers: str) -> Response:
    """Return the response for a status: a page for a browser's own request, JSON for the rest."""
    code = CODES.get(status, "bad_request" if status < 500 else "internal")
    return told(request, status, code, text(f"web.problem.{code}"), **headers)


def told(request: Request, status: int, code: str, message: str, **headers: str) -> Response:
    """Return a problem in words of its own, where those of its status would mislead."""
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

    @app.exception_handler(RecordsUnavailable)
    async def _not_kept(request: Request, error: RecordsUnavailable) -> Response:
        log.error("not kept on %s: %s", request.url.path, error)
        return told(request, 503, "not_kept", text("web.problem.not_kept"), **{"Retry-After": "30"})

    @app.exception_handler(SchemeNeeded)
    async def _scheme_needed(request: Request, error: SchemeNeeded) -> Response:
        names = ", ".join(error.names)
        return told(request, 422, "scheme_needed", text("web.problem.scheme_needed", names=names))

    @app.exception_handler(UnknownScheme)
    async def _unknown_scheme(request: Request, error: UnknownScheme) -> Response:
        return told(request, 422, "unknown_scheme", text("web.problem.unknown_scheme"))

    @app.exception_handler(Exception)
    async def _unknown(request: Request, error: Exception) -> Response:
        log.error("unhandled error on %s", request.url.path, exc_info=error)
        return problem(request, 500)
