"""``/recu``: what became of a question transmitted, for whoever has its code. The code is never in an address."""

from __future__ import annotations

import json
from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.records import erasure, handoffs
from assistant.records.database import Database
from assistant.records.held import held
from assistant.records.tables import Erasure, HandoffRow
from assistant.service.cleaner import Cleaner
from assistant.service.forms import form_of, words
from assistant.service.limits import RateLimit
from assistant.service.schemes import Schemes
from assistant.service.templates import page
from assistant.texts import text

#: Codes that one address may try a minute.
TRIES = 20
#: The kinds of rows that a person is told the erasure of, in this order.
TOLD = ("handoff", "exchange", "feedback", "outgoing_mail", "faq_entry")
FILE = 'attachment; filename="mes-donnees.json"'

Led = HandoffRow | Erasure | None


class Receipts:
    """What a code leads to, looked for in one place: its tries are counted whatever is then done with it."""

    def __init__(self, schemes: Schemes, database: Database) -> None:
        self.schemes = schemes
        self.database = database
        self._tries = RateLimit(TRIES)

    async def opened(self, request: Request, work: Callable[[str, str, bool], Response]) -> Response:
        """Do something with the code of a form, unless its address has tried too many."""
        scheme = self.schemes.of(request).scheme
        async with form_of(request) as form:
            code, confirmed = words(form, "code"), words(form, "confirmer") == "oui"
        wait = self._tries.wait(request.client.host if request.client else "")
        if wait:
            refused = page(request, "receipt", 429, fault=text("public.receipt.too_many"))
            refused.headers["retry-after"] = str(wait)
            return refused
        return await run_in_threadpool(work, scheme, code, confirmed)

    def led_to(self, scheme: str, code: str) -> Led:
        """Return the hand-off of a code, the trace of its erasure, or None."""
        with self.database.reading() as session:
            return handoffs.by_receipt(session, scheme, code)


def receipt_routes(schemes: Schemes, database: Database, cleaner: Cleaner) -> APIRouter:
    """Return the routes that a receipt code opens."""
    router = APIRouter()
    receipts = Receipts(schemes, database)

    @router.get("/recu", response_class=HTMLResponse, summary="La page où l'on saisit le code d'un reçu")
    def ask(request: Request) -> Response:
        schemes.of(request)
        return page(request, "receipt", fault="")

    @router.post("/recu", response_class=HTMLResponse, summary="Ce que devient une question transmise")
    async def follow(request: Request) -> Response:
        def work(scheme: str, code: str, _: bool) -> Response:
            return shown(request, code, receipts.led_to(scheme, code))

        return await receipts.opened(request, work)

    @router.post("/recu/effacer", response_class=HTMLResponse, summary="Efface tout ce qu'un code désigne")
    async def erase(request: Request) -> Response:
        def work(scheme: str, code: str, confirmed: bool) -> Response:
            led = receipts.led_to(scheme, code)
            if not confirmed and isinstance(led, HandoffRow):
                return page(request, "erase", code=code)
            if isinstance(led, HandoffRow):
                with database.writing() as session:
                    led = erasure.erase(session, scheme, code)
                cleaner.erased()
            return shown(request, code, led)

        return await receipts.opened(request, work)

    @router.post("/recu/donnees", summary="Tout ce qui est gardé sous un code, en JSON", response_class=Response)
    async def download(request: Request) -> Response:
        def work(scheme: str, code: str, _: bool) -> Response:
            with database.reading() as session:
                everything = held(session, scheme, code)
            if everything is None:
                return shown(request, code, receipts.led_to(scheme, code))
            written = json.dumps(everything, ensure_ascii=False, indent=2)
            return Response(written, media_type="application/json", headers={"content-disposition": FILE})

        return await receipts.opened(request, work)

    return router


def shown(request: Request, code: str, led: Led) -> Response:
    """Show what a code leads to; one that leads nowhere is told so, whatever is wrong with it."""
    if led is None:
        return page(request, "receipt", 404, fault=text("public.receipt.unknown"))
    if isinstance(led, Erasure):
        counts = [(name, led.counts.get(name, 0)) for name in TOLD]
        return page(request, "erased", erased_at=led.erased_at, counts=[pair for pair in counts if pair[1]])
    return page(request, "followed", handoff=led, code=code)
