"""Bodies that announce themselves as too large, refused in the service's own words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.service.problems import problem


class AnnouncedBodyLimit:
    """Refuses a request by its Content-Length, before a byte of it is read.

    Starlette's own middleware, inside this one, counts the bodies that announce nothing;
    alone, it would refuse the others in English plain text.
    """

    def __init__(self, app: ASGIApp, max_body_size: int) -> None:
        self._app = app
        self._most = max_body_size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve or refuse a request."""
        if scope["type"] == "http":
            request = Request(scope, receive)
            announced = request.headers.get("content-length", "0")
            if announced.isdigit() and int(announced) > self._most:
                await problem(request, 413)(scope, receive, send)
                return
        await self._app(scope, receive, send)
