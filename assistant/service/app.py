"""The web application: routes, limits and headers put together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from fastapi import FastAPI
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from assistant.service import problems
from assistant.service.asking import Gate
from assistant.service.assets import WEB
from assistant.service.body import AnnouncedBodyLimit
from assistant.service.chat import answer_routes
from assistant.service.documents import document_routes
from assistant.service.health import health_routes
from assistant.service.holder import Holder
from assistant.service.limits import RateLimit
from assistant.service.pages import page_routes
from assistant.service.security import Secured

#: Seconds between two looks at the index folder.
WATCH = 2.0


def create_app(
    holder: Holder,
    *,
    max_question: int = 2000,
    max_history: int = 10,
    max_body: int = 65536,
    allowed_origins: Sequence[str] = (),
    rate_limit: int = 60,
) -> FastAPI:
    """Return the application that answers with the holder's assistant.

    ``allowed_origins`` are the host pages' origins, compared whole. Bodies are bytes,
    questions characters, the rate a minute and an address.
    """
    app = FastAPI(title="Assistant des mairies", docs_url=None, redoc_url=None, lifespan=_watching(holder))
    gate = Gate(RateLimit(rate_limit), max_question, max_history)
    for router in (
        answer_routes(holder, gate),
        document_routes(holder),
        page_routes(holder, gate),
        health_routes(holder),
    ):
        app.include_router(router)
    app.mount("/widget", StaticFiles(directory=WEB / "widget"))
    app.mount("/static", StaticFiles(directory=WEB / "static"))
    problems.register(app)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=max_body)
    app.add_middleware(AnnouncedBodyLimit, max_body_size=max_body)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(allowed_origins),
        allow_methods=["GET", "POST"],
        allow_headers=["content-type"],
        allow_credentials=False,
    )
    app.add_middleware(Secured)
    return app


def _watching(holder: Holder) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return the lifespan during which the holder looks for newer indexes."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        watch = asyncio.create_task(holder.watch(WATCH))
        yield
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch

    return lifespan
