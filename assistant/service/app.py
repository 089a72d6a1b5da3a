"""The web application: routes, limits and headers put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from fastapi import APIRouter, Depends, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from assistant.notices.post import Post
from assistant.records.database import Database
from assistant.records.retention import Retention
from assistant.service import problems
from assistant.service.about import About
from assistant.service.asking import Gate
from assistant.service.assets import WEB
from assistant.service.audits import Audits
from assistant.service.body import BodyLimit
from assistant.service.chat import answer_routes
from assistant.service.choice import choice_routes
from assistant.service.cleaner import Cleaner
from assistant.service.documents import document_routes
from assistant.service.faq import faq_routes
from assistant.service.feedback import feedback_routes
from assistant.service.feedback_page import feedback_page_routes
from assistant.service.handoff import handoff_routes
from assistant.service.handoff_page import handoff_page_routes
from assistant.service.health import health_routes
from assistant.service.holder import Holder
from assistant.service.information import information_routes
from assistant.service.labels import label_routes
from assistant.service.limits import RateLimit
from assistant.service.originals import original_routes
from assistant.service.pages import page_routes
from assistant.service.pictures import picture_routes
from assistant.service.privacy_page import privacy_routes
from assistant.service.receipt_page import receipt_routes
from assistant.service.recording import Recorder
from assistant.service.schemes import PREFIX, Schemes, declared
from assistant.service.security import Secured
from assistant.service.staff.desk import Desk, Policy
from assistant.service.staff.routes import FILE_PAGES, include_staff
from assistant.service.transmitting import Transmitter
from assistant.service.upkeep import Chore, chores, looks, under_way
from assistant.service.validated import Validated

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
    kept: Retention | None = None,
    post: Post | None = None,
    about: About | None = None,
) -> FastAPI:
    """Return the application that answers with the assistant of a holder, or of one by scheme.

    ``allowed_origins`` are the host pages' origins, compared whole. Bodies are bytes,
    questions characters, the rate a minute and an address. Without ``records`` nothing is kept and
    there is no console, whose rules are the ``policy``; with them, it is ``kept`` so long, and mails go by ``post``.
    ``about`` is what the public pages say of whoever runs the service.
    """
    schemes, policy, kept = Schemes(holders), policy or Policy(), kept or Retention()
    about = about or About(public_url=policy.public_url)
    first: list[Callable[[], object]] = []
    work: list[Chore] = []
    lifespan = _watching(schemes, first, work)
    app = FastAPI(title="Assistant des mairies", docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.several, app.state.kept, app.state.about = schemes.several, None if records is None else kept, about
    gate, recorder = Gate(RateLimit(rate_limit), max_question, max_history), Recorder(records)
    app.include_router(answer_routes(schemes, gate, recorder))
    app.include_router(label_routes(schemes, gate))
    app.include_router(health_routes(schemes))
    if schemes.several:
        app.include_router(choice_routes(schemes))
    _include(app, schemes, original_routes(schemes), picture_routes(schemes, about.pictures))
    _include(app, schemes, document_routes(schemes), page_routes(schemes, gate, recorder))
    information = information_routes(schemes, recorder.live, records)
    _include(app, schemes, privacy_routes(schemes, recorder.live), information)
    if schemes.several:
        app.include_router(information)
    if records is not None:
        cleaner = Cleaner(records, kept)
        validated, audits = Validated(schemes, records), Audits(schemes, records)
        app.state.validated, app.state.audits = validated, audits
        first.append(validated.refresh)
        work += [*chores(records, cleaner, post), *looks(validated, audits)]
        _include_kept(app, schemes, Transmitter(records, recorder.live, gate, policy.public_url), cleaner)
        include_staff(app, Desk(schemes, records, policy))
    for folder in ("widget", "static"):  # compressed here: not every service is behind a server that would
        app.mount(f"/{folder}", GZipMiddleware(StaticFiles(directory=WEB / folder)))
    problems.register(app)
    app.add_middleware(BodyLimit, max_body_size=max_body, max_file_size=max_file, files=FILE_PAGES)
    _allow(app, allowed_origins)
    app.add_middleware(Secured)
    return app


def _allow(app: FastAPI, origins: Sequence[str]) -> None:
    """Let pages of these origins ask, without cookies: no request carries anybody's session."""
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "POST"],
        allow_headers=["content-type", "idempotency-key"],
        expose_headers=["assistant-recorded", "retry-after"],
        allow_credentials=False,
    )


def _include(app: FastAPI, schemes: Schemes, *pages: APIRouter) -> None:
    """Add pages; in a service of several schemes, those of each have their own addresses."""
    for router in pages:
        if schemes.several:
            responses = problems.of_page(404, 422, 503)
            app.include_router(router, prefix=PREFIX, dependencies=[Depends(declared)], responses=responses)
        else:
            app.include_router(router)


def _include_kept(app: FastAPI, schemes: Schemes, transmitter: Transmitter, cleaner: Cleaner) -> None:
    """Add what takes something to be kept, and what gives it back or erases it."""
    database, gate = transmitter.database, transmitter.gate
    app.include_router(feedback_routes(schemes, gate, database))
    app.include_router(handoff_routes(schemes, transmitter))
    _include(app, schemes, feedback_page_routes(schemes, gate, database), handoff_page_routes(schemes, transmitter))
    _include(app, schemes, receipt_routes(schemes, database, cleaner), faq_routes(schemes, database))


def _watching(
    schemes: Schemes, first: Sequence[Callable[[], object]], work: Sequence[Chore]
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return the lifespan during which newer indexes are looked for and other work is done.

    What is ``first`` is done before the first question.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        for begin in first:
            await run_in_threadpool(begin)
        watch = asyncio.create_task(schemes.watch(WATCH))
        with under_way(work):
            yield
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch

    return lifespan
