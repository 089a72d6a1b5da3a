"""``/staff/statistiques``: what was counted over a period, and the same as files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.records import export, journal, statistics
from assistant.records.statistics import Figures, Period
from assistant.records.tables.base import day_of, now
from assistant.retrieval.moments import PARIS
from assistant.service.staff.charts import HEIGHT, WIDTH, columns
from assistant.service.staff.counted import Table, delay, tables
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Reader, Validator
from assistant.service.staff.pages import shown
from assistant.service.staff.sheets import download
from assistant.service.staff.topics import topic_name, topics_of
from assistant.texts import table, text

STATISTICS = "/staff/statistiques"
#: How each period is called in an address.
PERIODS = {"": Period.DAYS, "semaines": Period.WEEKS, "mois": Period.MONTHS}


def statistics_routes(desk: Desk) -> APIRouter:
    """Return the routes of the figures, and of the questions to take away."""
    router = APIRouter()

    def counted(request: Request, period: Period) -> tuple[Figures, list[Table]]:
        holder = desk.schemes.of(request)
        with desk.database.reading() as session:
            found = statistics.figures(session, holder.scheme, period, day_of(now()))
        return found, tables(period, found, topics_of(holder))

    @router.get(STATISTICS, response_class=HTMLResponse, summary="La console : les statistiques")
    def page(request: Request, agent: Reader, periode: str = "") -> Response:
        period = PERIODS.get(periode, Period.DAYS)
        found, made = counted(request, period)
        return shown(
            request,
            "statistics",
            agent,
            period=period,
            here=periode if periode in PERIODS else "",
            periods=list(PERIODS.items()),
            found=found,
            tables=made,
            columns=columns([line.bar for line in made[0].lines]),
            size=(WIDTH, HEIGHT),
            delay=delay(found),
        )

    @router.get(f"{STATISTICS}.csv", summary="La console : les statistiques, en CSV")
    def figures_file(request: Request, agent: Reader, periode: str = "") -> Response:
        found, made = counted(request, PERIODS.get(periode, Period.DAYS))
        name = text("figures.file.figures", first=found.first, last=found.last)
        heads = [text(f"figures.file.{head}") for head in ("table", "label", "number", "share")]
        return download(name, heads, [_rows(each) for each in made])

    @router.get("/staff/questions.csv", summary="La console : les questions, en CSV")
    def questions_file(request: Request, agent: Validator) -> Response:
        holder, until = desk.schemes.of(request), now()
        with desk.database.writing() as session:
            journal.write(session, holder.scheme, agent.login, "question.export", "questions")
        found = export.batches(desk.database, holder.scheme, until)
        name = text("figures.file.questions", day=day_of(until))
        heads = list(table("figures")["question"].values())
        return download(name, heads, _told(found, topics_of(holder)))

    return router


def _rows(made: Table) -> list[Sequence[object]]:
    title = text(f"figures.table.{made.name}")
    lines: list[Sequence[object]] = [(title, line.label, line.shown, line.share) for line in made.lines]
    return [*lines, (title, text("figures.page.total"), made.total_shown, "")]


def _told(batches: Iterator[Sequence[Any]], names: Mapping[str, str]) -> Iterator[Iterator[Sequence[object]]]:
    """Return exchanges as rows that a person reads: words for what is kept as a code, the hours of Paris."""
    words = table("question")
    for batch in batches:
        yield (
            (
                row.id,
                *_moment(row.asked_at),
                words["channel"].get(row.channel, row.channel),
                row.question,
                words["status"].get(row.status, row.status),
                words["reason"].get(row.reason, row.reason),
                topic_name(names, row.topic),
                row.answer,
                words["rating"].get(row.rating, row.rating),
                row.comment,
                _day(row.handled_at),
                row.index_version,
            )
            for row in batch
        )


def _moment(at: datetime) -> tuple[str, str]:
    there = at.astimezone(PARIS)
    return there.date().isoformat(), there.strftime("%H:%M")


def _day(at: datetime | None) -> date | None:
    return None if at is None else day_of(at)
