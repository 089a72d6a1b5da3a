"""``/staff/courriels``: the mails that the mail server has not taken yet, and why."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from assistant.notices import outbox
from assistant.records import journal
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Form, Reader, Writer
from assistant.service.staff.pages import back, shown

MAILS = "/staff/courriels"
#: Mails on a page.
PAGE = 50
#: What an INTEGER column holds: a larger number would be an error of the database.
_LARGEST = 2**31 - 1


def mail_routes(desk: Desk) -> APIRouter:
    """Return the routes on which mails that wait are seen and sent again."""
    router = APIRouter()

    @router.get(MAILS, response_class=HTMLResponse, summary="La console : les courriels qui attendent")
    def listed(request: Request, agent: Reader, avant: int | None = None) -> Response:
        below = avant if avant is not None and 0 < avant <= _LARGEST else None
        with desk.database.reading() as session:
            found = outbox.unsent(session, desk.schemes.of(request).scheme, below, PAGE + 1)
        following = found[PAGE - 1].mail.id if len(found) > PAGE else 0
        return shown(request, "mails", agent, rows=found[:PAGE], next=following, further=below is not None)

    @router.post(f"{MAILS}/{{number}}/renvoyer", summary="La console : renvoie un courriel")
    def again(request: Request, number: int, agent: Writer, form: Form) -> Response:
        if not 0 < number <= _LARGEST:
            raise HTTPException(404)
        scheme = desk.schemes.of(request).scheme
        with desk.database.writing() as session:
            found = outbox.try_again(session, scheme, number)
            if found:
                journal.write(session, scheme, agent.login, "mail.again", f"courriel/{number}")
        return back(f"{request.state.root}{MAILS}", "notices.again" if found else "notices.gone")

    return router
