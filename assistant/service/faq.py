"""``GET /faq`` and ``GET /faq/{id}``: what the prefecture has validated, read without asking."""

from __future__ import annotations

import itertools
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.faq.sources import Holdings, supports
from assistant.records.database import Database
from assistant.records.faq.public import listed, shown
from assistant.records.faq.published import today
from assistant.records.faq.wording import one_line, said_by
from assistant.records.tables import FaqVersion
from assistant.records.tables.base import day_of
from assistant.service.holder import opened
from assistant.service.reading import Piece
from assistant.service.schemes import Schemes
from assistant.service.templates import page

#: Characters of a search.
MOST = 200
#: What an INTEGER column holds: a larger number would be an error of the database.
_LARGEST = 2**31 - 1

Number = Annotated[int | None, Query(ge=1, le=_LARGEST)]
Offset = Annotated[int | None, Query(ge=0)]


def faq_routes(schemes: Schemes, database: Database) -> APIRouter:
    """Return the public pages of the FAQ."""
    router = APIRouter()

    @router.get("/faq", response_class=HTMLResponse, summary="Les réponses validées par la préfecture")
    def entries(request: Request, q: Annotated[str, Query(max_length=MOST)] = "", apres: Number = None) -> Response:
        """List the questions that are answered; with ``q``, those that hold its words."""
        holder = schemes.of(request)
        words = one_line(q)
        with database.reading() as session:
            found = listed(session, holder.scheme, today(), words, apres)
        groups = [(topic, list(rows)) for topic, rows in itertools.groupby(found.rows, key=lambda row: row.topic)]
        return page(request, "faq", words=words, found=found, groups=groups, most=MOST)

    @router.get("/faq/{entry_id}", response_class=HTMLResponse, summary="Une réponse validée, la citation surlignée")
    def entry(request: Request, entry_id: int, version: Number = None, d: Offset = None, f: Offset = None) -> Response:
        """Show a validated answer, or an earlier version of it; ``d`` and ``f`` are the offsets of a quote."""
        holder = schemes.of(request)
        assistant = opened(holder)
        with database.reading() as session:
            known = shown(session, holder.scheme, entry_id, today()) if 0 < entry_id <= _LARGEST else None
            read = None if known is None else validated(known.versions, version or known.published)
        if known is None or read is None or read.validated_at is None:
            raise HTTPException(404)
        return page(
            request,
            "faq_entry",
            entry=known,
            version=read,
            validated_on=day_of(read.validated_at),
            pieces=pieces(read.answer, d, f),
            supports=supports(Holdings.of(assistant), said_by(read).sources) if assistant else (),
        )

    return router


def validated(versions: list[FaqVersion], number: int | None) -> FaqVersion | None:
    """Return the version of a number, None when it was never validated: nobody reads a draft by its number."""
    return next((v for v in versions if v.number == number and v.validated_at is not None), None)


def pieces(words: str, start: int | None, end: int | None) -> tuple[Piece, ...]:
    """Return an answer cut around a quote, marked; whole when there is none in it."""
    if start is None or end is None or not start < end <= len(words):
        return (Piece(words, False),)
    cut = ((words[:start], False), (words[start:end], True), (words[end:], False))
    return tuple(Piece(part, marked) for part, marked in cut if part)
