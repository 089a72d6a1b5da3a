"""Bodies that announce themselves as too large, refused in the service's own words."""

from __future__ import annotations

from collections.abc import Collection

from starlette.middleware.body_limit import RequestBodyLimitMiddleware
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


class BodyLimit:
    """Limits bodies to one size, and to another on the few pages to which agents send files.

    ``files`` are what the addresses of those pages end with. Who may send there is looked at before a byte is kept.
    """

    def __init__(self, app: ASGIApp, max_body_size: int, max_file_size: int, files: Collection[str] = ()) -> None:
        self._plain, self._filed = (_limited(app, most) for most in (max_body_size, max_file_size))
        self._files = tuple(files)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve or refuse a request."""
        filed = scope["type"] == "http" and scope["path"].endswith(self._files)
        await (self._filed if filed else self._plain)(scope, receive, send)


def _limited(app: ASGIApp, most: int) -> ASGIApp:
    return AnnouncedBodyLimit(RequestBodyLimitMiddleware(app, max_body_size=most), max_body_size=most)
