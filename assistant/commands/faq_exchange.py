"""``assistant faq export`` and ``import``: the answers of the prefecture in a spreadsheet, and back as proposals."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from assistant.answering.citations import Library
from assistant.commands.failure import FINDING, one_line_failures, print_json
from assistant.commands.faq_entries import WITHOUT
from assistant.commands.kept import kept
from assistant.commands.option import AsJson
from assistant.commands.scheme import Named, chosen
from assistant.errors import ConfigurationError, IndexMissing
from assistant.faq.bringing import outgoing, planned
from assistant.faq.exchange import Imported, UnreadableTable
from assistant.faq.exchange_files import csv_lines, read_file, write_xlsx
from assistant.faq.sources import Holdings
from assistant.records import journal
from assistant.records.faq.importing import Fate, carry_out
from assistant.records.faq.published import today
from assistant.records.faq.workflow import Machine
from assistant.retrieval.snapshot import open_snapshot
from assistant.retrieval.storage import write
from assistant.settings import Settings
from assistant.texts import text
from assistant.wiring import store_of

FORMATS = (".csv", ".xlsx")


@one_line_failures
def export(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help=text("entries.command.target"))],
    as_json: AsJson = False,
    scheme: Named = None,
) -> None:
    """Écrit toutes les réponses dans un tableau CSV ou XLSX, que « import » reprend."""
    if file.suffix.lower() not in FORMATS:
        raise ConfigurationError(text("entries.command.format", known=", ".join(FORMATS)))
    name, settings = chosen(scheme)
    with kept(settings, WITHOUT) as database:
        entries = list(outgoing(database, name))
        with database.writing() as session:
            journal.write(session, name, Machine().login, "faq.export", file.suffix.lower().lstrip("."))
    book = io.BytesIO()
    if file.suffix.lower() == ".csv":
        book.write("".join(csv_lines(entries)).encode())
    else:
        write_xlsx(entries, book)
    write(file, book.getvalue())
    if as_json:
        print_json({"path": str(file), "entries": len(entries)})
        return
    typer.echo(text("entries.command.exported", count=len(entries), path=file))


@one_line_failures
def import_entries(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help=text("entries.command.source"))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=text("entries.command.dry_run"))] = False,
    as_json: AsJson = False,
    scheme: Named = None,
) -> None:
    """Propose à la validation les réponses d'un tableau CSV ou XLSX ; rien n'est publié.

    Code de sortie : 1 si des lignes sont refusées ; le reste est proposé.
    """
    entries = rows_of(file).entries
    name, settings = chosen(scheme)
    with kept(settings, WITHOUT) as database:
        rows = planned(database, name, entries, holdings_of(settings), today())
        counts = Counter(row.fate for row in rows)
        if not dry_run:
            done = carry_out(database, name, rows, Machine())
            counts[Fate.REFUSED] += done[Fate.REFUSED]
            counts |= {fate: done[fate] for fate in (Fate.CREATED, Fate.CHANGED)}
    refused = [{"question": row.incoming.said.question, "why": row.why} for row in rows if row.fate is Fate.REFUSED]
    if as_json:
        print_json({**{fate.value: counts[fate] for fate in Fate}, "why": refused, "dry_run": dry_run})
    else:
        for fate in Fate:
            typer.echo(text(f"entries.import.{fate}", count=counts[fate]))
        for row in refused:
            typer.echo(text("entries.command.refused", **row), err=True)
    if counts[Fate.REFUSED]:
        raise typer.Exit(FINDING)


def rows_of(file: Path) -> Imported:
    """Return what a file holds. Raises ConfigurationError with its first fault, before anything is written."""
    if not file.is_file():
        raise ConfigurationError(text("cli.add.no_file", path=file))
    try:
        with file.open("rb") as stream:
            found = read_file(stream)
    except UnreadableTable as error:
        raise ConfigurationError(text("entries.command.unusable", path=file, fault=error)) from error
    if found.faults:
        raise ConfigurationError(text("entries.command.unusable", path=file, fault=found.faults[0]))
    return found


def holdings_of(settings: Settings) -> Holdings | None:
    """Return the documents of the index in effect, None when there is none yet."""
    try:
        snapshot = open_snapshot(settings.index, None, store_of(settings))
    except IndexMissing:
        return None
    return Holdings(snapshot.documents, Library(snapshot.documents, snapshot.pages, snapshot.passages))
