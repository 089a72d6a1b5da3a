"""The server-rendered pages: Jinja2, everything escaped, every sentence from the texts."""

from __future__ import annotations

from datetime import datetime

from fastapi import Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.evaluation.report import percent
from assistant.retrieval.moments import PARIS
from assistant.service.about import about_of, site_of
from assistant.service.assets import WEB
from assistant.texts import text
from assistant.texts.dates import french_date
from assistant.texts.sizes import french_size
from assistant.texts.typography import tied

__all__ = ["PARIS", "environment", "french_date", "french_moment", "page"]


def french_moment(moment: datetime) -> str:
    """Return « 14 avril 2021 à 9 h 05 », the hour of Paris."""
    there = moment.astimezone(PARIS)
    return text("web.date.moment", day=french_date(there.date()), hour=there.hour, minutes=f"{there.minute:02d}")


def environment(folder: str) -> Environment:
    """Return what renders the templates of a folder of ``web``, and those that the folders share."""
    made = Environment(
        loader=FileSystemLoader([WEB / folder, WEB / "shared"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        t=text, french_date=french_date, french_moment=french_moment, french_size=french_size, percent=percent
    )
    made.filters["tied"] = tied
    return made


_TEMPLATES = Jinja2Templates(env=environment("page"))


def page(request: Request, name: str, status: int = 200, **context: object) -> Response:
    """Return the page ``name`` with its context; its links lead to pages of the request's scheme.

    ``own`` says whether that scheme is known, ``kept`` for how long the service keeps what (None: it keeps nothing),
    ``site`` is what a printed address begins with.
    """
    root, app = getattr(request.state, "root", None), request.app.state
    own = {"root": root or "", "own": root is not None or not app.several, "kept": app.kept}
    whole = {**own, "about": about_of(request), "site": site_of(request), **context}
    return _TEMPLATES.TemplateResponse(request, f"{name}.html", whole, status_code=status)
