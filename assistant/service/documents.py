"""``GET /documents/{id}``: a document as read, the quoted passage highlighted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.domain import Span
from assistant.service.reading import Block, layout
from assistant.service.schemes import Schemes
from assistant.service.templates import page

Offset = Annotated[int | None, Query(ge=0)]


def document_routes(schemes: Schemes) -> APIRouter:
    """Return the routes that show the documents."""
    router = APIRouter()

    @router.get("/documents", response_class=HTMLResponse, summary="Les documents en main")
    def documents(request: Request) -> Response:
        snapshot = schemes.of(request).current().snapshot
        return page(request, "documents", documents=list(snapshot.documents.values()))

    @router.get("/documents/{document_id}", response_class=HTMLResponse, summary="Un document, la citation surlignée")
    def document(
        request: Request,
        document_id: str,
        p: Annotated[int | None, Query(ge=1)] = None,
        d: Offset = None,
        f: Offset = None,
    ) -> Response:
        """Show a document; ``p``, ``d`` and ``f`` are the page and the offsets of a quote."""
        snapshot = schemes.of(request).current().snapshot
        known = snapshot.documents.get(document_id)
        if known is None:
            raise HTTPException(404)
        quotes = [Span(p, d, f)] if p is not None and d is not None and f is not None and d < f else []
        own = [passage for passage in snapshot.passages if passage.document_id == document_id]
        pages = [
            (number, layout(read, own, [q for q in quotes if q.page == number]))
            for (owner, number), read in sorted(snapshot.pages.items())
            if owner == document_id
        ]
        target = next(
            (block.anchor or f"p{number}" for number, blocks in pages for block in blocks if _cited(block)), ""
        )
        return page(request, "document", document=known, pages=pages, quoted=bool(target), target=target)

    return router


def _cited(block: Block) -> bool:
    return any(piece.marked for piece in block.pieces)
