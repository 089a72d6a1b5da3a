"""``GET /documents/{id}``: a document as read, in the version that was quoted, the passage highlighted."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.domain import Span
from assistant.errors import RetrievalError
from assistant.retrieval.editions import period_of
from assistant.retrieval.snapshot import Snapshot
from assistant.service.neighbours import around, link_to
from assistant.service.reading import Block, layout
from assistant.service.schemes import Schemes
from assistant.service.shown import Offset, Shown, Version, shown_of
from assistant.service.templates import french_moment, page

log = logging.getLogger(__name__)

#: Pages from which their list is folded.
MANY = 24


@dataclass(frozen=True)
class Dates:
    """The version that is shown, since when its document says what it says and, if it no longer does, until when.

    ``current``: the document has a version in effect.
    """

    version: str
    since: str
    until: str
    current: bool


@dataclass(frozen=True)
class Sheet:
    """A page as it is shown: its blocks, none when it could not be read; the last of them that holds the quote."""

    number: int
    blocks: tuple[Block, ...] = ()
    last_cited: int | None = None


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
        shown = shown_of(schemes, request, document_id, v)
        if isinstance(shown, Response):
            return shown
        quote = Span(p, d, f) if p is not None and d is not None and f is not None and d < f else None
        sheets = sheets_of(shown, quote)
        snapshot = schemes.of(request).current().snapshot
        return page(
            request,
            "document",
            shown=shown,
            document=shown.document,
            dates=_dates(snapshot, document_id, v) if shown.folder else None,
            sheets=sheets,
            quote=quote,
            target=_target(sheets),
            address=_address(shown, quote),
            links={passage.anchor: link_to(passage, shown.version) for passage in shown.passages},
            around=around(shown.passages, quote, shown.version) if quote and _target(sheets) else None,
            folded=len(sheets) > MANY,
        )

    return router


def sheets_of(shown: Shown, quote: Span | None) -> list[Sheet]:
    """Return the pages of a document; those of a PDF that could not be read are there, for their picture."""
    read = {each.number: each for each in shown.pages}
    numbers = range(1, max(read, default=0) + 1) if shown.kind == "pdf" else sorted(read)
    sheets = []
    for number in numbers:
        quotes = [quote] if quote and quote.page == number else []
        blocks = layout(read[number], shown.passages, quotes) if number in read else []
        cited = [at for at, block in enumerate(blocks) if _cited(block)]
        sheets.append(Sheet(number, tuple(blocks), cited[-1] if cited else None))
    return sheets


def _address(shown: Shown, quote: Span | None) -> str:
    """Return what is added to a document's address for this version and this quote to be found again from paper."""
    version = [f"v={shown.version}"] if shown.version else []
    place = [f"p={quote.page}", f"d={quote.start}", f"f={quote.end}"] if quote else []
    return f"?{'&'.join([*version, *place])}" if version or place else ""


def _target(sheets: list[Sheet]) -> str:
    """Return the anchor of the quote, empty when the document does not hold it."""
    cited = ((sheet, block) for sheet in sheets for block in sheet.blocks if _cited(block))
    return next((block.anchor or f"p{sheet.number}" for sheet, block in cited), "")


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
