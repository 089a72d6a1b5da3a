"""``/staff/a-traiter``: what an agent begins the day with."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from assistant.records import aside, queue
from assistant.records.queue import Pick, Place
from assistant.records.tables.base import day_of, now
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Form, Reader, Writer, text_of
from assistant.service.staff.pages import back, shown
from assistant.service.staff.told import age, moment, number, place, written

QUEUE = "/staff/a-traiter"
#: How each part of the queue is called in an address.
PICKS = {
    "": Pick.ALL,
    "attente": Pick.WAITING,
    "sans-reponse": Pick.UNANSWERED,
    "mal-notees": Pick.RATED,
    "hors-sujet": Pick.ELSEWHERE,
}
_ID = re.compile(r"[0-9a-f]{32}")


def queue_routes(desk: Desk) -> APIRouter:
    """Return the routes of the queue: it is read, a group is put aside, or taken back."""
    router = APIRouter()

    @router.get(QUEUE, response_class=HTMLResponse, summary="La console : les questions à traiter")
    def listed(request: Request, agent: Reader, voir: str = "", apres: str = "", reprendre: str = "") -> Response:
        scheme, pick = desk.schemes.of(request).scheme, PICKS.get(voir, Pick.ALL)
        after = _after(apres)
        with desk.database.reading() as session:
            found = queue.page(session, scheme, pick, after)
            counts = queue.counts(session, scheme)
        following = found.next and written((found.next.since, found.next.asked, found.next.alike))
        moment_of_page = now()
        return shown(
            request,
            "queue",
            agent,
            groups=found.groups,
            pick=pick,
            picks=[(name, known, counts[known]) for name, known in PICKS.items()],
            here=voir if voir in PICKS else "",
            further=after is not None,
            next=urlencode({"voir": voir, "apres": following}) if following else "",
            undo=reprendre if _ID.fullmatch(reprendre) else "",
            age=lambda since: age(since, moment_of_page),
            number=number,
            day_of=day_of,
        )

    @router.post(
        f"{QUEUE}/{{question_id}}/mettre-de-cote", summary="La console : met de côté une question et ses pareilles"
    )
    def put_aside(request: Request, question_id: str, agent: Writer, form: Form) -> Response:
        scheme, until = desk.schemes.of(request).scheme, moment(text_of(form, "jusqu", 40))
        if until is None:
            raise HTTPException(422)
        with desk.database.writing() as session:
            changed = aside.put_aside(session, scheme, question_id, until, agent.login)
        again = {"reprendre": question_id} if changed else {}
        return _back(request, text_of(form, "voir", 20), "aside" if changed else "gone", **again)

    @router.post(f"{QUEUE}/{{question_id}}/reprendre", summary="La console : remet une question parmi celles à traiter")
    def take_back(request: Request, question_id: str, agent: Writer, form: Form) -> Response:
        scheme = desk.schemes.of(request).scheme
        with desk.database.writing() as session:
            changed = aside.take_back(session, scheme, question_id, agent.login)
        return _back(request, text_of(form, "voir", 20), "back" if changed else "gone")

    return router


def _after(word: str) -> Place | None:
    known = place(word, datetime, int, str) if word else None
    return None if known is None else Place(*known)


def _back(request: Request, pick: str, done: str, **more: str) -> Response:
    asked = {**({"voir": pick} if pick in PICKS and pick else {}), **more}
    return back(f"{request.state.root}{QUEUE}{'?' if asked else ''}{urlencode(asked)}", f"queue.{done}")
