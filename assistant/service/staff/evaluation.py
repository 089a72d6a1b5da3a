"""``/staff/evaluation``: the reference set asked of a version, and two runs compared."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from assistant.access.agent import Agent
from assistant.evaluation.compare import compare
from assistant.evaluation.run import Run
from assistant.records import evaluations, journal
from assistant.records.database import Database
from assistant.records.tables import EvaluationRun
from assistant.service.staff.desk import Desk
from assistant.service.staff.guard import Reader, Validator
from assistant.service.staff.pages import back, shown
from assistant.tasks.launch import launch
from assistant.texts import text


def evaluation_routes(desk: Desk) -> APIRouter:
    """Return the pages of the evaluation."""
    router = APIRouter()

    @router.get("/staff/evaluation", response_class=HTMLResponse, summary="La console : évaluations")
    def runs(request: Request, agent: Reader) -> Response:
        return listed(desk, request, agent)

    @router.post("/staff/evaluation", summary="La console : pose les questions de référence")
    def start(request: Request, agent: Validator) -> Response:
        scheme = desk.schemes.of(request).scheme
        task = launch(desk.database, desk.settings_of(request), scheme, "evaluation", agent.id)
        if task is None:
            return listed(desk, request, agent, 409, text("corpus.fault.running"))
        with desk.database.writing() as session:
            journal.write(session, scheme, agent.login, "evaluation", str(task.id))
        return back(f"{request.state.root}/staff/evaluation", "corpus.started")

    @router.get("/staff/evaluation/{number}", response_class=HTMLResponse, summary="La console : une évaluation")
    def one(request: Request, number: int, agent: Reader, avec: Annotated[int | None, Query(ge=1)] = None) -> Response:
        """Show a run; ``avec`` is the number of an earlier one to compare it with."""
        scheme = desk.schemes.of(request).scheme
        row, run = _read(desk.database, scheme, number)
        other = None if avec is None else _read(desk.database, scheme, avec)
        comparison = None if other is None else compare(other[1], run)
        with desk.database.reading() as session:
            others = [each for each in evaluations.latest(session, scheme) if each.id != number]
        return shown(
            request,
            "evaluation_run",
            agent,
            row=row,
            comparison=comparison,
            against=other[0] if other else None,
            others=others,
        )

    return router


def listed(desk: Desk, request: Request, agent: Agent, status: int = 200, fault: str = "") -> Response:
    """Return the list of runs."""
    with desk.database.reading() as session:
        found = evaluations.latest(session, desk.schemes.of(request).scheme)
    return shown(request, "evaluation", agent, status, runs=found, fault=fault)


def _read(database: Database, scheme: str, number: int) -> tuple[EvaluationRun, Run]:
    """Return a run and its scores; raise 404 when the scheme has none of that number."""
    with database.reading() as session:
        row = evaluations.of_number(session, scheme, number)
        if row is None:
            raise HTTPException(404)
        return row, Run.from_json(row.run)
