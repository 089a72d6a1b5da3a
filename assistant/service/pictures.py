"""``GET /documents/{id}/pages/{n}.png``: a page of a PDF as it was printed, the quote boxed."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import anyio
from anyio import to_thread
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from assistant.ingestion.spotting import rank_of
from assistant.service.limits import RateLimit
from assistant.service.picture_store import PictureStore, Undrawn, key_of
from assistant.service.problems import of_page, problem, told
from assistant.service.schemes import Schemes
from assistant.service.shown import Offset, Shown, Version, shown_of
from assistant.texts import text

log = logging.getLogger(__name__)

#: Pages drawn at once, those that may wait, and those that one address may have drawn a minute; kept ones are free.
AT_ONCE, WAITING, A_MINUTE = 2, 16, 60
#: A page's number as written in an address: an int of a million digits is nobody's page.
_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


@dataclass(frozen=True)
class Wanted:
    """A picture that was asked for: the page, the words to box on it, and what it is known by."""

    shown: Shown
    page: int
    quote: str
    rank: int
    key: str


def picture_routes(schemes: Schemes, folder: Path | None) -> APIRouter:
    """Return the route that draws a page; pictures are kept in ``folder``."""
    router = APIRouter()
    store, counted, slots = PictureStore(folder), RateLimit(A_MINUTE), anyio.CapacityLimiter(AT_ONCE)

    def looked_at(
        request: Request, document_id: str, number: str, d: int | None, f: int | None, v: str | None
    ) -> Wanted | Response:
        shown = shown_of(schemes, request, document_id, v)
        if isinstance(shown, Response):
            return shown
        if not _NUMBER.fullmatch(number) or shown.kind != "pdf":
            raise HTTPException(404)
        return wanted(shown, int(number), d, f)

    @router.get(
        "/documents/{document_id}/pages/{number}.png",
        response_class=Response,
        responses={**of_page(404, 429, 503), 200: {"content": {"image/png": {}}}},
        summary="Une page d'un PDF en image, la citation encadrée",
    )
    async def picture(
        request: Request, document_id: str, number: str, d: Offset = None, f: Offset = None, v: Version = None
    ) -> Response:
        """Draw a page; ``d`` and ``f`` are the offsets of a quote in its text, ``v`` its version."""
        found = await run_in_threadpool(looked_at, request, document_id, number, d, f, v)
        if isinstance(found, Response):
            return found
        headers = {
            "etag": f'"{found.key}"',
            "cache-control": "public, max-age=31536000, immutable" if v else "no-cache",
        }
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        known = await run_in_threadpool(store.kept, found.key)
        if known is None:
            drawn = await _drawn(request, found)
            if isinstance(drawn, Response):
                return drawn
            known = drawn
        return Response(known, media_type="image/png", headers=headers)

    async def _drawn(request: Request, found: Wanted) -> bytes | Response:
        wait = counted.wait(request.client.host if request.client else "")
        if wait:
            return told(request, 429, "too_many", text("pages.picture.too_many"), **{"Retry-After": str(wait)})
        if slots.statistics().tasks_waiting >= WAITING:
            return problem(request, 503, **{"Retry-After": "10"})
        try:
            drawn = await to_thread.run_sync(partial(_draw, store, found), limiter=slots)
        except Undrawn:
            return told(request, 404, "not_found", text("pages.picture.none"))
        return drawn or told(request, 404, "not_found", text("pages.picture.no_page"))

    return router


def wanted(shown: Shown, page: int, start: int | None, end: int | None) -> Wanted:
    """Return the picture of a page, the characters from ``start`` to ``end`` of its text boxed if there are any."""
    words = next((each.text for each in shown.pages if each.number == page), "")
    quote, rank = "", 0
    if start is not None and end is not None and start < end:
        quote, rank = words[start:end], rank_of(words, start, end)
    return Wanted(shown, page, quote, rank, key_of(shown.document.sha256, page, quote, rank))


def _draw(store: PictureStore, found: Wanted) -> bytes | None:
    data = found.shown.original()
    if data is None:
        raise Undrawn
    return store.draw(found.key, (found.shown.document.sha256, data), found.page, found.quote, found.rank)
