"""``assistant ask``: one question, or a file of them, answered on the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.answering.wire import to_json
from assistant.commands.failure import one_line_failures
from assistant.commands.scheme import Named, chosen
from assistant.domain import Answer, Question
from assistant.errors import ConfigurationError
from assistant.pipeline import Assistant
from assistant.retrieval.history import as_of
from assistant.retrieval.moments import moment_of, period_told
from assistant.settings import Settings
from assistant.texts import text
from assistant.wiring import build, build_as_of


@one_line_failures
def ask(
    question: Annotated[str | None, typer.Argument(help=text("terminal.ask.question"))] = None,
    batch: Annotated[Path | None, typer.Option(help=text("terminal.ask.batch"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=text("terminal.ask.json"))] = False,
    explain: Annotated[bool, typer.Option(help=text("terminal.ask.explain"))] = False,
    day: Annotated[str | None, typer.Option("--as-of", help=text("history.cli.as_of"))] = None,
    scheme: Named = None,
) -> None:
    """Répond à une question en citant les documents."""
    name, settings = chosen(scheme)
    if (question is None) == (batch is None):
        raise ConfigurationError(text("terminal.ask.one_of"))
    if batch is not None:
        rows = read_batch(batch)
        assistant = opened(settings, name, day)
        for row in rows:
            answer = assistant.ask(Question(row["question"], tuple(row["history"])[-settings.max_history :]))
            typer.echo(json.dumps({**to_json(answer), "id": row["id"]}, ensure_ascii=False))
        return
    asked = (question or "").strip()
    if not asked or len(asked) > settings.max_question:
        raise ConfigurationError(text("terminal.ask.length", most=settings.max_question))
    answer = opened(settings, name, day).ask(Question(asked))
    typer.echo(json.dumps(to_json(answer), ensure_ascii=False) if as_json else written(answer))
    if day is not None and not as_json:
        release = as_of(settings.index, moment_of(day))
        period = period_told(release.since, release.until)
        typer.echo("\n" + text("history.cli.answered_as_of", version=release.version, period=period))
    if explain:
        typer.echo(explained(answer))


def opened(settings: Settings, name: str, day: str | None) -> Assistant:
    """Return the assistant of a scheme, as it was on ``day`` if one is given."""
    return build(settings, scheme=name) if day is None else build_as_of(settings, moment_of(day), scheme=name)


def read_batch(path: Path) -> list[dict[str, Any]]:
    """Return the rows ``{"id", "question", "history"}`` of a JSONL file.

    Raises ConfigurationError naming the first bad row.
    """
    rows = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            history = row.get("history") or []
            usable = isinstance(row["question"], str) and all(isinstance(h, str) for h in history)
            if not usable:
                raise TypeError
            rows.append({"id": row["id"], "question": row["question"], "history": history})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ConfigurationError(text("terminal.ask.bad_row", path=path, number=number)) from error
    return rows


def written(answer: Answer) -> str:
    """Return an answer as a person reads it on a terminal, its sources below."""
    lines = [answer.text]
    sources = dict.fromkeys(
        text(
            "terminal.ask.source",
            title=c.title,
            date=c.date.strftime("%d/%m/%Y"),
            page=c.page,
            origin=text(f"terminal.origin.{c.origin}"),
        )
        for statement in answer.statements
        for c in statement.citations
    )
    if sources:
        lines += ["", text("terminal.ask.sources"), *(f"  - {source}" for source in sources)]
    if answer.handoff is not None:
        contact = answer.handoff.contact
        lines += ["", text("terminal.ask.contact", name=contact.name, role=contact.role, email=contact.email)]
    return "\n".join(lines)


def explained(answer: Answer) -> str:
    """Return what each step of the pipeline did, and the passages looked at."""
    lines = ["", text("terminal.ask.steps")]
    lines += [f"  {step.name}: {step.outcome}" for step in answer.steps]
    lines += [f"  {hit.score:.3f} {hit.passage.id} {dict(hit.ranks)} {hit.passage.text[:80]}" for hit in answer.hits]
    return "\n".join(lines)
