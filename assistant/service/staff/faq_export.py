"""``/staff/faq/export.csv`` and ``.xlsx``: every entry of a scheme in a spreadsheet, as it comes out of the records."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from assistant.access.agent import Agent
from assistant.faq.bringing import outgoing
from assistant.faq.exchange_files import csv_lines, write_xlsx
from assistant.records import journal
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Reader

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Bytes of a workbook sent at a time, and kept in memory before it goes to a file.
PIECE, IN_MEMORY = 65_536, 1_000_000


def faq_export_routes(desk: Desk) -> APIRouter:
    """Return the routes of the exports."""
    router = APIRouter()

    def noted(request: Request, agent: Agent, kind: str) -> str:
        """Write in the journal who took the entries away; return their scheme."""
        scheme = desk.schemes.of(request).scheme
        with desk.database.writing() as session:
            journal.write(session, scheme, agent.login, "faq.export", kind)
        return scheme

    @router.get("/staff/faq/export.csv", summary="La console : la FAQ au format CSV")
    def as_csv(request: Request, agent: Reader) -> Response:
        scheme = noted(request, agent, "csv")
        return _sent(csv_lines(outgoing(desk.database, scheme)), "text/csv; charset=utf-8", "reponses-validees.csv")

    @router.get("/staff/faq/export.xlsx", summary="La console : la FAQ au format XLSX")
    def as_xlsx(request: Request, agent: Reader) -> Response:
        scheme = noted(request, agent, "xlsx")
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
        write_xlsx(outgoing(desk.database, scheme), file)
        return _sent(_pieces(file), XLSX, "reponses-validees.xlsx")

    return router


def _sent(content: Iterator[str] | Iterator[bytes], kind: str, name: str) -> Response:
    return StreamingResponse(
        content, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'}
    )


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
