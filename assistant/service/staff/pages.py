"""The console's pages: rendered, and returned to after a change."""

from __future__ import annotations

import re

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from fastapi.templating import Jinja2Templates

from assistant.access.agent import Agent
from assistant.service.staff.desk import desk_of
from assistant.service.staff.menu import menu_of
from assistant.service.templates import environment
from assistant.texts import text

_TEMPLATES = Jinja2Templates(env=environment("console"))
#: « fait=accounts.created » is ``[done] created`` of ``accounts.toml``.
_DONE = re.compile(r"([a-z_]{1,40})\.([a-z_]{1,40})")


def shown(request: Request, template: str, agent: Agent | None, status: int = 200, **context: object) -> Response:
    """Return the page ``web/console/<template>.html``; ``fait`` in the address says what was just done."""
    whole = {
        "root": getattr(request.state, "root", ""),
        "agent": agent,
        "menu": menu_of(request, agent) if agent else [],
        "several": desk_of(request).schemes.several,
        "provider": desk_of(request).policy.provider,
        "done": _done(request.query_params.get("fait", "")),
        **context,
    }
    return _TEMPLATES.TemplateResponse(request, f"{template}.html", whole, status_code=status)


def back(path: str, done: str = "") -> Response:
    """Lead to a page of the console after a POST; ``done`` names what it then says: « accounts.created »."""
    sign = "&" if "?" in path else "?"
    return RedirectResponse(f"{path}{sign}fait={done}" if done else path, 303)


def _done(name: str) -> str:
    """Return the sentence that an address names, nothing for one that names none: anybody can write an address."""
    parts = _DONE.fullmatch(name)
    if parts is None:
        return ""
    try:
        return text(f"{parts[1]}.done.{parts[2]}")
    except (KeyError, FileNotFoundError, TypeError):
        return ""
