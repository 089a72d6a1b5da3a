"""``/staff/faq``: the entries, found again."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from assistant.records.faq.listing import Sort, State, Wanted, authors, search, tally
from assistant.records.faq.published import today
from assistant.records.faq.wording import one_line
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Reader
from assistant.service.staff.pages import shown
from assistant.texts import table

#: Characters of a search.
MOST = 200

_Word = TypeVar("_Word", bound=StrEnum)


def faq_list_routes(desk: Desk) -> APIRouter:
    """Return the route of the list."""
    router = APIRouter()

    @router.get("/staff/faq", response_class=HTMLResponse, summary="La console : les réponses de la FAQ")
    def entries(request: Request, agent: Reader) -> Response:
        scheme = desk.schemes.of(request).scheme
        wanted = wanted_of(request)
        with desk.database.reading() as session:
            try:
                found = search(session, scheme, wanted, today())
            except ValueError as error:
                raise HTTPException(422) from error
            states, people = tally(session, scheme), authors(session, scheme)
        return shown(
            request,
            "faq_list",
            agent,
            found=found,
            tally=states,
            authors=people,
            wanted=wanted,
            filters=filters_of(wanted),
            states=list(table("entries")["filter"].items()),
            sorts=list(table("entries")["sort"].items()),
            today=today(),
            most=MOST,
        )

    return router


def wanted_of(request: Request) -> Wanted:
    """Return what an address asks for; what it says that means nothing is left out."""
    given = request.query_params
    author, value, number = given.get("auteur", ""), given.get("apres", ""), given.get("rang", "")
    return Wanted(
        words=one_line(given.get("q", "")[:MOST]),
        state=_known(State, given.get("etat", "")),
        author=int(author) if _is_number(author) else None,
        sort=_known(Sort, given.get("tri", "")) or Sort.RECENT,
        after=(value, int(number)) if value and _is_number(number) else None,
    )


def filters_of(wanted: Wanted) -> dict[str, str | int]:
    """Return what is asked for as an address says it."""
    state = wanted.state.value if wanted.state else ""
    return {"q": wanted.words, "etat": state, "auteur": wanted.author or "", "tri": wanted.sort.value}


def _known(words: type[_Word], value: str) -> _Word | None:
    return next((word for word in words if word.value == value), None)


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= 9
