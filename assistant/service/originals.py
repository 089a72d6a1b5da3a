"""``GET /documents/{id}/original``: the very file that a version read, as it was deposited."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.ingestion.corpus import slug
from assistant.service.problems import of_page, told
from assistant.service.schemes import Schemes
from assistant.service.shown import Version, shown_of
from assistant.texts import text

#: What a file is served as, by its suffix; a browser saves it and never opens it as a page of this site.
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "htm": "text/html; charset=utf-8",
}
#: Should a browser open it all the same: no script, no request, no origin.
SANDBOX = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def original_routes(schemes: Schemes) -> APIRouter:
    """Return the route that gives the file of a document."""
    router = APIRouter()

    @router.get(
        "/documents/{document_id}/original",
        response_class=Response,
        responses=of_page(404),
        summary="Le fichier d'un document, tel qu'il a été déposé",
    )
    def original(request: Request, document_id: str, v: Version = None) -> Response:
        shown = shown_of(schemes, request, document_id, v)
        if isinstance(shown, Response):
            return shown
        data = shown.original()
        if data is None:
            return told(request, 404, "not_found", text("pages.original.none"))
        headers = {
            "content-disposition": disposition(shown.document.path),
            "content-security-policy": SANDBOX,
            "cache-control": "public, max-age=31536000, immutable" if v else "no-cache",
            "etag": f'"{shown.document.sha256}"',
        }
        return Response(data, media_type=TYPES.get(shown.kind, "application/octet-stream"), headers=headers)

    return router


def disposition(path: str) -> str:
    """Return the header that has a file saved under its own name, whatever letters it is written in."""
    name = PurePosixPath(path).name
    plain = slug(PurePosixPath(name).stem) + "".join(c for c in PurePosixPath(name).suffix if c.isalnum() or c == ".")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
