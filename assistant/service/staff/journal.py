"""``/staff/journal``: who did what, for administrators."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.records import journal
from assistant.records.journal import Wanted
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Administrator
from assistant.service.staff.pages import shown
from assistant.texts import table, text

JOURNAL = "/staff/journal"
#: Lines shown on a page.
PAGE = 50


def journal_routes(desk: Desk) -> APIRouter:
    """Return the route of the journal."""
    router = APIRouter()

    @router.get(JOURNAL, response_class=HTMLResponse, summary="La console : le journal")
    def page(
        request: Request,
        agent: Administrator,
        acteur: str = "",
        action: str = "",
        du: str = "",
        au: str = "",
        avant: int | None = None,
    ) -> Response:
        typed = {"acteur": acteur.strip()[:120], "action": action, "du": du, "au": au}
        since, until = _day(du), _day(au)
        faults = {
            name: text("access.journal.bad_day")
            for name, day in (("du", since), ("au", until))
            if typed[name] and not day
        }
        wanted = Wanted(typed["acteur"].replace("\x00", ""), action.replace("\x00", ""), since, _after(until))
        below = avant if avant is None or 0 < avant < 2**31 else None
        with desk.database.reading() as session:
            found = [] if faults else journal.lines(session, wanted, below, PAGE + 1)
        more = (
            urlencode({**{k: v for k, v in typed.items() if v}, "avant": found[PAGE - 1].number})
            if len(found) > PAGE
            else ""
        )
        return shown(
            request,
            "journal",
            agent,
            422 if faults else 200,
            lines=found[:PAGE],
            typed=typed,
            faults=faults,
            more=more,
            known=actions(),
        )

    return router


def actions() -> dict[str, str]:
    """Return the words of each action, in the order of these."""
    known: dict[str, str] = table("actions")["action"]
    return dict(sorted(known.items(), key=lambda pair: pair[1]))


def _after(day: datetime | None) -> datetime | None:
    """Return the end of a day; the last one that there is has no end."""
    return day + timedelta(days=1) if day is not None and day.date() < date.max else None


def _day(typed: str) -> datetime | None:
    """Return the beginning of a day, None for what is none."""
    try:
        return datetime.combine(date.fromisoformat(typed), datetime.min.time(), UTC)
    except ValueError:
        return None
