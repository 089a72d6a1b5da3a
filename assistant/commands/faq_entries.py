"""``assistant faq list`` and ``show``: the answers of the prefecture, for whoever operates the service."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from assistant.commands.failure import one_line_failures, print_json
from assistant.commands.kept import kept
from assistant.commands.option import AsJson
from assistant.commands.scheme import Named, chosen, named
from assistant.errors import ConfigurationError
from assistant.records.faq.listing import Row, State, Wanted, every
from assistant.records.faq.published import today
from assistant.records.faq.workflow import find
from assistant.records.tables import FaqEntry, FaqVersion
from assistant.settings import read_settings
from assistant.texts import text

#: What is said where nothing is kept.
WITHOUT = "entries.command.no_records"


@one_line_failures
def list_entries(
    words: Annotated[str, typer.Option(help=text("entries.command.words"))] = "",
    state: Annotated[str, typer.Option(help=text("entries.command.state", states=", ".join(State)))] = "",
    as_json: AsJson = False,
    scheme: Named = None,
) -> None:
    """Liste les réponses, de tous les dispositifs s'il y en a plusieurs."""
    if state and state not in list(State):
        raise ConfigurationError(text("entries.command.bad_state", state=state, states=", ".join(State)))
    wanted = Wanted(words=words, state=State(state) if state else None)
    schemes = named(scheme)
    with kept(read_settings(), WITHOUT) as database, database.reading() as session:
        rows = [(name, row) for name in schemes for row in every(session, name, wanted, today())]
    if as_json:
        print_json([as_listed(name, row) for name, row in rows])
        return
    for name, row in rows:
        line = text("entries.command.row", id=row.id, state=state_of(row.state, row.published), question=row.question)
        typer.echo(text("cli.scheme.line", name=name, line=line) if name else line)
    if not rows:
        typer.echo(text("entries.command.none"))


@one_line_failures
def show(
    number: Annotated[int, typer.Argument(metavar="ID", help=text("entries.command.id"))],
    as_json: AsJson = False,
    scheme: Named = None,
) -> None:
    """Montre une réponse et toutes ses versions."""
    name, settings = chosen(scheme)
    with kept(settings, WITHOUT) as database, database.reading() as session:
        entry = find(session, name, number) if 0 < number < 2**31 else None
        if entry is None:
            raise ConfigurationError(text("entries.command.unknown", id=number))
        told = as_told(entry)
    if as_json:
        print_json(told)
        return
    typer.echo(text("entries.command.head", id=number, state=state_of(told["state"], told["published"])))
    for version in told["versions"]:
        typer.echo(text("entries.command.version", number=version["version"], question=version["question"]))
        typer.echo(version["answer"])


def state_of(state: str, published: int | None) -> str:
    """Return where an entry is, as a person reads it."""
    serving = [text("entries.state.service", version=published)] if published else []
    return ", ".join(serving + ([] if state == "published" else [text(f"entries.state.{state}")]))


def as_listed(scheme: str, row: Row) -> dict[str, Any]:
    """Return a row of the list as JSON."""
    return {
        **({"scheme": scheme} if scheme else {}),
        "id": row.id,
        "version": row.version,
        "state": row.state,
        "published": row.published,
        "question": row.question,
        "topic": row.topic,
        "expires_on": _day(row.expires_on),
    }


def as_told(entry: FaqEntry) -> dict[str, Any]:
    """Return an entry and its versions as JSON; who wrote them is the journal's business."""
    versions = [_version(version) for version in entry.versions]
    return {"id": entry.id, "state": entry.state, "published": entry.published, "versions": versions}


def _version(version: FaqVersion) -> dict[str, Any]:
    return {
        "version": version.number,
        "question": version.question,
        "phrasings": list(version.phrasings),
        "answer": version.answer,
        "topic": version.topic,
        "quotes": list(version.quotes),
        "expires_on": _day(version.expires_on),
        "written_at": version.written_at.isoformat(),
        "validated_at": version.validated_at.isoformat() if version.validated_at else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
