"""``assistant serve`` as it is, but that each response says how many statements it took of the database."""

from __future__ import annotations

import argparse
from contextvars import ContextVar
from typing import Any

from fastapi import FastAPI
from sqlalchemy import event
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.commands import serve

HEADER = "x-statements"
_COUNT: ContextVar[list[str] | None] = ContextVar("statements", default=None)


class Counted:
    """Counts the statements of each request: what it starts in other threads has its context."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        seen: list[str] = []
        _COUNT.set(seen)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = str(len(seen))
            await send(message)

        await self._app(scope, receive, told)


def create_app(*arguments: Any, **options: Any) -> FastAPI:
    """Return the application of the service, counted."""
    app = _made(*arguments, **options)

    @event.listens_for(options["records"].engine, "before_cursor_execute")
    def _note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen = _COUNT.get()
        if seen is not None and not statement.startswith("BEGIN"):
            seen.append(statement)

    app.add_middleware(Counted)
    return app


_made = serve.create_app

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    serve.create_app = create_app
    serve.serve(host="127.0.0.1", port=parser.parse_args().port)
