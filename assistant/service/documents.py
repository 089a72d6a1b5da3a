"""``GET /documents/{id}``: a document as read, in the version that was quoted, the passage highlighted."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.domain import Span
from assistant.errors import RetrievalError, VersionUnknown
from assistant.retrieval.archive import Archived, archived
from assistant.retrieval.editions import period_of
from assistant.retrieval.history import release_of
from assistant.retrieval.snapshot import Snapshot
from assistant.retrieval.storage import is_version
from assistant.service.problems import told
from assistant.service.reading import Block, layout
from assistant.service.schemes import Schemes
from assistant.service.templates import french_moment, page
from assistant.texts import text

log = logging.getLogger(__name__)

Offset = Annotated[int | None, Query(ge=0)]
Version = Annotated[str | None, Query(description=text("history.page.option"))]


@dataclass(frozen=True)
class Dates:
    """The version that is shown, since when its document says what it says and, if it no longer does, until when.

    ``current``: the document has a version in effect.
    """

    version: str
    since: str
    until: str
    current: bool


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
        v: Version = None,
    ) -> Response:
        """Show a document; ``p``, ``d`` and ``f`` are the page and the offsets of a quote, ``v`` its version."""
        assistant = schemes.of(request).current()
        snapshot, annex = assistant.snapshot, assistant.library.annex(document_id)
        try:
            shown = annex or _shown(snapshot, document_id, v)
        except RetrievalError as error:
            if not isinstance(error, VersionUnknown):
                log.error("version %s not opened: %s", v, error)
            return told(request, 404, "not_found", text("history.page.gone"))
        if shown is None:
            raise HTTPException(404)
        quotes = [Span(p, d, f)] if p is not None and d is not None and f is not None and d < f else []
        pages = [
            (read.number, layout(read, shown.passages, [q for q in quotes if q.page == read.number]))
            for read in shown.pages
        ]
        target = next(
            (block.anchor or f"p{number}" for number, blocks in pages for block in blocks if _cited(block)), ""
        )
        dates = _dates(snapshot, document_id, v) if annex is None else None
        context = {"document": shown.document, "pages": pages, "quoted": bool(target), "target": target}
        return page(request, "document", 200, **context, dates=dates)

    return router


def _shown(snapshot: Snapshot, document_id: str, version: str | None) -> Archived | None:
    """Return a document as ``version`` has it, None when it has none of that id.

    Raises VersionUnknown, IndexDamaged.
    """
    if version in (None, snapshot.version):
        described = snapshot.documents.get(document_id)
        if described is None:
            return None
        pages = (read for (owner, _), read in sorted(snapshot.pages.items()) if owner == document_id)
        own = (passage for passage in snapshot.passages if passage.document_id == document_id)
        return Archived(described, tuple(pages), tuple(own))
    if version is None or not is_version(version):
        raise VersionUnknown
    index = snapshot.folder.parent
    return archived(index, release_of(index, version), document_id)


def _dates(snapshot: Snapshot, document_id: str, version: str | None) -> Dates:
    """Return when the text shown was in effect.

    Dates that the history can't give are left out: they are no reason not to show a text.
    """
    shown = version or snapshot.version
    try:
        period = period_of(snapshot.folder.parent, shown, document_id)
    except RetrievalError as error:
        log.error("no dates for %s: %s", document_id, error)
        period = None
    since = period and french_moment(period.since)
    until = period and version and period.until and french_moment(period.until)
    return Dates(shown, since or "", until or "", document_id in snapshot.documents)


def _cited(block: Block) -> bool:
    return any(piece.marked for piece in block.pieces)
