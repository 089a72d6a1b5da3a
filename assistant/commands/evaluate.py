"""``assistant evaluate``: the reference set asked, counted, saved and compared."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from assistant.answering.decision import load_models, unsure
from assistant.commands.failure import one_line_failures, print_json
from assistant.commands.scheme import Named, chosen
from assistant.errors import ConfigurationError
from assistant.evaluation.cases import SPLITS, Case, load_cases
from assistant.evaluation.compare import Comparison, compare, to_dict, written
from assistant.evaluation.curve import curve, drawn, forced
from assistant.evaluation.report import failures, percent, summary, tables, totals
from assistant.evaluation.run import Run, run
from assistant.settings import Settings
from assistant.texts import text
from assistant.wiring import build

_REFERENCE = Path("tests/reference")


@one_line_failures
def evaluate(
    asked: Annotated[str, typer.Option("--set", help=text("evaluation.options.set"))] = str(_REFERENCE),
    split: Annotated[str, typer.Option(help=text("evaluation.options.split"))] = "dev",
    as_json: Annotated[bool, typer.Option("--json", help=text("evaluation.options.json"))] = False,
    save: Annotated[Path | None, typer.Option(help=text("evaluation.options.save"))] = None,
    against: Annotated[Path | None, typer.Option("--compare", help=text("evaluation.options.compare"))] = None,
    show: Annotated[bool, typer.Option("--failures", help=text("evaluation.options.failures"))] = False,
    traced: Annotated[bool, typer.Option("--curve/--no-curve", help=text("evaluation.options.curve"))] = True,
    floor: Annotated[float | None, typer.Option(help=text("evaluation.options.floor"))] = None,
    scheme: Named = None,
) -> None:
    """Mesure l'assistant sur un jeu de questions de référence."""
    if floor is not None and not 0 <= floor <= 1:
        raise ConfigurationError(text("evaluation.errors.floor"))
    _, settings = chosen(scheme)
    cases = chosen_cases(asked, split)
    before = None if against is None else saved_run(against)
    done = ask_all(cases, settings)
    if save is not None:
        save_run(done, save)
    comparison = None if before is None else compare(before, done)
    found = findings(done, floor)
    answers = forced(build(settings, unsure()).ask, cases) if traced else []
    if as_json:
        print_json({**figures(done, comparison, found), "curve": [asdict(point) for point in curve(answers)]})
    else:
        typer.echo(tables(done))
        if traced:
            typer.echo("\n" + drawn(answers, load_models()["facet"].threshold))
        if show:
            typer.echo("\n" + failures(done))
        if before is not None and comparison is not None:
            typer.echo("\n" + written(comparison, before, done))
        for finding in found:
            typer.echo(finding)
    if found:
        raise typer.Exit(1)


def chosen_cases(name: str, split: str) -> list[Case]:
    """Return the cases of a path, or of ``tests/reference/<name>.jsonl``."""
    if split not in (*SPLITS, "all"):
        raise ConfigurationError(text("evaluation.errors.split", split=split))
    path = Path(name)
    if not path.exists():
        path = _REFERENCE / f"{name}.jsonl"
    if not path.exists():
        raise ConfigurationError(text("evaluation.errors.no_set", path=name))
    return load_cases(path, split)


def ask_all(cases: list[Case], settings: Settings) -> Run:
    """Ask every case, counting on the terminal if there is one."""
    assistant = build(settings)
    assistant.ask(cases[0].question)  # the first question pays for loading; it is asked again, timed
    shown = sys.stderr.isatty()

    def count(done: int) -> None:
        if shown:
            typer.echo(f"\r{done}/{len(cases)}", nl=done == len(cases), err=True)

    return run(assistant.ask, cases, pages=assistant.snapshot.pages, progress=count)


def findings(done: Run, floor: float | None) -> list[str]:
    """Return what makes the command end with 1: a floor missed, a statement nobody can check."""
    missed = [
        text("evaluation.findings.floor", floor=percent(floor), name=line.name, rate=percent(line.rate))
        for line in totals(done)
        if floor is not None and line.total and line.rate < floor
    ]
    loose = sum(len(score.unverifiable) for score in done.scores)
    return missed + ([text("evaluation.findings.unverifiable", count=loose)] if loose else [])


def figures(done: Run, comparison: Comparison | None, found: list[str]) -> dict[str, object]:
    """Return everything for a program."""
    compared = None if comparison is None else to_dict(comparison)
    return {**summary(done), "comparison": compared, "findings": found}


def saved_run(path: Path) -> Run:
    """Read a run saved earlier."""
    try:
        return Run.from_json(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(text("evaluation.errors.unreadable", path=path)) from error


def save_run(done: Run, path: Path) -> None:
    """Save a run, whole or not at all."""
    aside = path.with_name(path.name + ".part")
    try:
        aside.write_text(done.to_json(), "utf-8")
        aside.replace(path)
    except OSError as error:
        raise ConfigurationError(text("evaluation.errors.unwritable", path=path)) from error
