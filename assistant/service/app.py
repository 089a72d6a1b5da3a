"""The web application: routes, limits and headers put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from fastapi import Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from assistant.records.database import Database
from assistant.service import problems
from assistant.service.asking import Gate
from assistant.service.assets import WEB
from assistant.service.body import BodyLimit
from assistant.service.chat import answer_routes
from assistant.service.choice import choice_routes
from assistant.service.documents import document_routes
from assistant.service.faq import faq_routes
from assistant.service.feedback import feedback_routes
from assistant.service.handoff import handoff_routes
from assistant.service.health import health_routes
from assistant.service.holder import Holder
from assistant.service.limits import RateLimit
from assistant.service.pages import page_routes
from assistant.service.recording import Recorder
from assistant.service.schemes import PREFIX, Schemes, declared
from assistant.service.security import Secured
from assistant.service.staff.desk import Desk, Policy
from assistant.service.staff.routes import FILE_PAGES, include_staff

#: Seconds between two looks at the index folder.
WATCH = 2.0


def create_app(
    holders: Holder | Mapping[str, Holder],
    *,
    max_question: int = 2000,
    max_history: int = 10,
    max_body: int = 65536,
    max_file: int = 20 * 1024 * 1024,
    allowed_origins: Sequence[str] = (),
    rate_limit: int = 60,
    records: Database | None = None,
    policy: Policy | None = None,
) -> FastAPI:
    """Return the application that answers with the assistant of a holder, or of one by scheme.

    ``allowed_origins`` are the host pages' origins, compared whole. Bodies are bytes,
    questions characters, the rate a minute and an address. Without ``records`` nothing is kept and
    there is no console, whose rules are the ``policy``.
    """
    schemes = Schemes(holders)
    app = FastAPI(title="Assistant des mairies", docs_url=None, redoc_url=None, lifespan=_watching(schemes))
    _include(app, schemes, Gate(RateLimit(rate_limit), max_question, max_history), records)
    if records is not None:
        include_staff(app, Desk(schemes, records, policy or Policy()))
    app.mount("/widget", StaticFiles(directory=WEB / "widget"))
    app.mount("/static", StaticFiles(directory=WEB / "static"))
    problems.register(app)
    app.add_middleware(BodyLimit, max_body_size=max_body, max_file_size=max_file, files=FILE_PAGES)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(allowed_origins),
        allow_methods=["GET", "POST"],
        allow_headers=["content-type"],
        allow_credentials=False,
    )
    app.add_middleware(Secured)
    return app


def _include(app: FastAPI, schemes: Schemes, gate: Gate, records: Database | None) -> None:
    """Add the routes; in a service of several schemes, the pages of each have their own addresses."""
    recorder = Recorder(records)
    app.include_router(answer_routes(schemes, gate, recorder))
    if records is not None:
        app.include_router(feedback_routes(schemes, gate, records))
        app.include_router(handoff_routes(schemes, gate, records))
    app.include_router(health_routes(schemes))
    pages = [document_routes(schemes), page_routes(schemes, gate, recorder)]
    if records is not None:
        pages.append(faq_routes(schemes, records))
    if not schemes.several:
        for router in pages:
            app.include_router(router)
        return
    app.include_router(choice_routes(schemes))
    for router in pages:
        app.include_router(
            router, prefix=PREFIX, dependencies=[Depends(declared)], responses=problems.of_page(404, 422, 503)
        )


def _watching(schemes: Schemes) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return the lifespan during which newer indexes are looked for."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        watch = asyncio.create_task(schemes.watch(WATCH))
        yield
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch

    return lifespan
