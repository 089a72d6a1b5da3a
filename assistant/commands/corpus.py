"""``assistant corpus``: the texts of the scheme, listed, checked, added or replaced."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.corpus_check import examine
from assistant.commands.corpus_edit import free_name, publish, read_rows, staged, with_document
from assistant.commands.failure import FINDING, one_line_failures, print_json
from assistant.commands.option import AsJson
from assistant.commands.scheme import Named, chosen
from assistant.domain import Origin
from assistant.errors import ConfigurationError, CorpusError
from assistant.ingestion.corpus import Corpus, Entry, load_corpus, slug
from assistant.ingestion.passages import cut
from assistant.ingestion.read import read_pages
from assistant.retrieval.storage import sha256
from assistant.texts import text

app = typer.Typer(no_args_is_help=True, help=text("cli.corpus.help"))


@app.command("list")
@one_line_failures
def list_documents(as_json: AsJson = False, scheme: Named = None) -> None:
    """Liste les documents du dispositif."""
    _, settings = chosen(scheme)
    corpus = load_corpus(settings.corpus)
    rows = [as_row(entry) for entry in corpus.documents]
    if as_json:
        print_json({"title": corpus.title, "territory": corpus.territory, "documents": rows})
        return
    for row in rows:
        typer.echo(text("cli.corpus.row", **{**row, "origin": text(f"cli.origin.{row['origin']}")}))
        if row["stands_in_for"]:
            typer.echo(text("cli.corpus.stands_in", original=row["stands_in_for"]))


@app.command("check")
@one_line_failures
def check(as_json: AsJson = False, scheme: Named = None) -> None:
    """Vérifie les fichiers, leurs empreintes, leurs citations et l'index ; code 1 s'il y a à corriger."""
    _, settings = chosen(scheme)
    report = examine(settings.corpus, settings.index, settings.pdf_seconds)
    if as_json:
        print_json(vars(report))
    else:
        for finding in report.findings:
            typer.echo(text("cli.corpus.finding", finding=finding))
        for note in report.notes:
            typer.echo(text("cli.corpus.note", note=note))
        if not report.findings:
            typer.echo(text("cli.corpus.fine", documents=report.documents, pages=report.pages))
    if report.findings:
        raise typer.Exit(FINDING)


@app.command("add")
@one_line_failures
def add(
    file: Annotated[Path, typer.Argument(help=text("cli.add.file"))],
    replaces: Annotated[str | None, typer.Option(help=text("cli.add.replaces"))] = None,
    new_id: Annotated[str | None, typer.Option("--id", help=text("cli.add.id"))] = None,
    title: Annotated[str | None, typer.Option(help=text("cli.add.title"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=text("cli.add.date"))] = None,
    issuer: Annotated[str | None, typer.Option(help=text("cli.add.issuer"))] = None,
    origin: Annotated[str | None, typer.Option(help=text("cli.add.origin"))] = None,
    as_json: AsJson = False,
    scheme: Named = None,
) -> None:
    """Ajoute un document au dispositif, ou en remplace un ; rien n'est perdu."""
    _, settings = chosen(scheme)
    folder = settings.corpus
    if not file.is_file():
        raise ConfigurationError(text("cli.add.no_file", path=file))
    data = file.read_bytes()
    corpus = load_corpus(folder)
    old = find(corpus, replaces)
    name = free_name(folder, file, data)
    given = {"title": title, "issuer": issuer, "date": given_date(day), "origin": given_origin(origin)}
    changes = described(corpus, old, file, new_id) | {k: v for k, v in given.items() if v is not None}
    changes |= {"path": name, "sha256": sha256(data)}
    source = with_document(listed(folder, corpus), changes, old.document.id if old else None)
    with staged(folder, source, data, name) as copy:
        entry = next(e for e in load_corpus(copy).documents if e.document.id == changes["id"])
        pages = read_pages(entry.file, changes["id"], page_starts=entry.page_starts, seconds=settings.pdf_seconds)
        passages = cut(pages)
    if not passages:
        raise CorpusError(text("cli.add.no_text", path=file))
    publish(folder, source, data, name)
    counts = {"pages": len(pages), "passages": len(passages)}
    if as_json:
        print_json({**as_row(entry), **counts})
        return
    typer.echo(text("cli.corpus.added", id=changes["id"], file=name, **counts))
    if old is not None and day is None:
        kept = text("cli.corpus.kept_date", date=old.document.date.strftime("%d/%m/%Y"))
        typer.echo(text("cli.corpus.note", note=kept))


def as_row(entry: Entry) -> dict[str, Any]:
    """Return an entry as a JSON row."""
    document = entry.document
    return {
        "id": document.id,
        "title": document.title,
        "issuer": document.issuer,
        "date": document.date.isoformat(),
        "origin": str(document.origin),
        "path": document.path,
        "sha256": document.sha256,
        "stands_in_for": document.stands_in_for,
    }


def find(corpus: Corpus, replaces: str | None) -> Entry | None:
    """Return the entry to replace, None when a document is added. Raises ConfigurationError if unknown."""
    if replaces is None:
        return None
    for entry in corpus.documents:
        if entry.document.id == replaces:
            return entry
    raise ConfigurationError(text("cli.add.unknown", id=replaces))


def described(corpus: Corpus, old: Entry | None, file: Path, new_id: str | None) -> dict[str, Any]:
    """Return what the new block says where no option decides.

    A replacement keeps the id and the date of what it replaces, and its title and issuer
    too, unless a synthesis gives way to its original: that one has its own. A file that is
    only recorded again keeps everything. Raises ConfigurationError for an unusable id.
    """
    name = new_id or (old.document.id if old else slug(file.stem))
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ConfigurationError(text("cli.add.bad_id", id=name))
    if any(entry.document.id == name for entry in corpus.documents if entry != old):
        raise ConfigurationError(text("cli.add.taken", id=name))
    if old is None:
        title = re.sub(r"[_\s-]+", " ", file.stem).strip()
        day = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).date()
        return {"id": name, "title": title, "issuer": "", "date": day, "origin": str(Origin.OFFICIAL)}
    if file.resolve() == old.file.resolve():
        return {"id": name}
    changes = {"id": name, "date": old.document.date, "origin": str(Origin.OFFICIAL), "page_starts": None}
    if old.document.stands_in_for:
        changes |= {"title": old.document.stands_in_for, "issuer": "", "stands_in_for": None}
    return changes


def given_date(value: str | None) -> date | None:
    """Return the date of ``--date``. Raises ConfigurationError when it is not one."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise ConfigurationError(text("cli.add.bad_date", value=value)) from error


def given_origin(value: str | None) -> str | None:
    """Return the value of ``--origin``. Raises ConfigurationError when it is not one."""
    try:
        return None if value is None else str(Origin(value))
    except ValueError as error:
        raise ConfigurationError(text("cli.add.bad_origin", value=value)) from error


def listed(folder: Path, corpus: Corpus) -> str:
    """Return ``corpus.toml`` with a block for each document, written out if the folder was scanned."""
    source, said = read_rows(folder)
    if said.get("document"):
        return source
    for entry in corpus.documents:
        row = {**as_row(entry), "date": entry.document.date}
        row["path"] = entry.file.resolve().relative_to(folder.resolve()).as_posix()
        source = with_document(source, {key: value for key, value in row.items() if value}, None)
    return source
