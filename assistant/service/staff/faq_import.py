"""``/staff/faq/import``: entries from a spreadsheet, shown before anything changes, then proposed."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile

from assistant.access.agent import Agent
from assistant.access.roles import Role
from assistant.faq.bringing import MOST, checked, planned
from assistant.faq.exchange import ExchangedEntry, UnreadableTable
from assistant.faq.exchange_files import read_file
from assistant.faq.sources import Holdings
from assistant.records.faq.importing import Fate, Planned, carry_out
from assistant.records.faq.published import today
from assistant.service.holder import opened
from assistant.service.staff.desk import Desk
from assistant.service.staff.faq_packet import FOLDED, packed, unpacked
from assistant.service.staff.guard import Form, Writer, needs, text_of
from assistant.service.staff.pages import back, shown
from assistant.texts import text

PAGE = "/staff/faq/import"
CONFIRM = f"{PAGE}/confirmer"
#: Faults of a file, and rows of each kind, that a page shows.
SHOWN = 50

Sender = Annotated[Agent, Depends(needs(Role.WRITER, files=1))]


def faq_import_routes(desk: Desk) -> APIRouter:
    """Return the routes of the import."""
    router = APIRouter()

    def page(request: Request, agent: Agent, status: int = 200, **context: object) -> Response:
        blank: dict[str, object] = {"faults": [], "more": 0, "rows": None, "counts": {}, "packet": "", "most": MOST}
        return shown(request, "faq_import", agent, status, **{**blank, **context})

    @router.get(PAGE, response_class=HTMLResponse, summary="La console : importer la FAQ")
    def choose(request: Request, agent: Writer) -> Response:
        return page(request, agent)

    @router.post(PAGE, response_class=HTMLResponse, summary="La console : ce qu’un fichier changerait à la FAQ")
    def look(request: Request, agent: Sender, form: Form) -> Response:
        """Show what each row of a file would do; nothing is written."""
        try:
            entries = entries_of(form.get("fichier"))
        except FaultyFile as faulty:
            faults = faulty.faults
            return page(request, agent, 422, faults=faults[:SHOWN], more=max(0, len(faults) - SHOWN))
        scheme, holdings = desk.schemes.of(request).scheme, holdings_of(desk, request)
        rows = planned(desk.database, scheme, entries, holdings, today())
        counts = Counter(row.fate for row in rows)
        packet = packed(rows) if any(row.is_taken for row in rows) else ""
        if len(packet) > FOLDED:
            return page(request, agent, 422, faults=[text("entries.import.large")])
        return page(request, agent, rows=first_of(rows), counts=counts, packet=packet)

    @router.post(CONFIRM, summary="La console : propose les réponses d’un fichier")
    def confirm(request: Request, agent: Writer, form: Form) -> Response:
        try:
            rows = unpacked(text_of(form, "lignes", FOLDED))
        except ValueError as error:
            raise HTTPException(422) from error
        holder = desk.schemes.of(request)
        rows = checked(rows[:MOST], holdings_of(desk, request), today())
        done = carry_out(desk.database, holder.scheme, rows, agent)
        left = done[Fate.REFUSED] + sum(not row.is_taken for row in rows)
        return back(
            f"{request.state.root}/staff/faq?etat=proposed", "entries.imported_part" if left else "entries.imported"
        )

    return router


class FaultyFile(Exception):
    """A file can't be taken. An agent reads each of its faults, in French."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(faults)
        self.faults = faults


def entries_of(sent: object) -> tuple[ExchangedEntry, ...]:
    """Return the entries of a file that was sent. Raises FaultyFile: all of it is read, or nothing."""
    if not isinstance(sent, UploadFile) or not sent.filename:
        raise FaultyFile((text("entries.import.no_file"),))
    try:
        found = read_file(sent.file)
    except UnreadableTable as error:
        raise FaultyFile((str(error),)) from error
    if len(found.entries) > MOST:
        raise FaultyFile((text("entries.import.many", most=MOST),))
    if found.faults:
        raise FaultyFile(found.faults)
    return found.entries


def holdings_of(desk: Desk, request: Request) -> Holdings | None:
    """Return the documents of a request's scheme, None while they are not open."""
    assistant = opened(desk.schemes.of(request))
    return None if assistant is None else Holdings.of(assistant)


def first_of(rows: list[Planned]) -> dict[Fate, list[Planned]]:
    """Return the first rows of each kind, those that call for a look before the others."""
    kinds = (Fate.REFUSED, Fate.CHANGED, Fate.CREATED, Fate.SAME)
    return {fate: [row for row in rows if row.fate is fate][:SHOWN] for fate in kinds}
