"""``assistant corpus versions``, ``history`` and ``rollback``: what was in effect when, and going back to it."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.commands.failure import one_line_failures, print_json
from assistant.commands.option import AsJson
from assistant.commands.scheme import Named, chosen
from assistant.errors import VersionUnknown
from assistant.retrieval.editions import chronicle, document_row, edition_row, editions, release_row
from assistant.retrieval.moments import period_told
from assistant.retrieval.storage import pointed
from assistant.texts import text
from assistant.wiring import roll_back

DocumentId = Annotated[str, typer.Argument(metavar="DOCUMENT", help=text("history.cli.document"))]


@one_line_failures
def versions(as_json: AsJson = False, scheme: Named = None) -> None:
    """Liste les versions publiées, quand chacune était en vigueur, et leurs documents."""
    _, settings = chosen(scheme)
    known = chronicle(settings.index)
    if as_json:
        print_json(
            {
                "versions": [
                    {**release_row(release), "documents": held and [document_row(document) for document in held]}
                    for release, held in known
                ]
            }
        )
        return
    for release, held in known:
        period, why = period_told(release.since, release.until), text(f"history.why.{release.why}")
        typer.echo(text("history.cli.release", version=release.version, period=period, why=why))
        if held is None:
            typer.echo(text("history.cli.gone"))
        for document in held or ():
            row = {**document_row(document), "origin": text(f"cli.origin.{document.origin}")}
            typer.echo(text("history.cli.entry", **row))


@one_line_failures
def history(document: DocumentId, as_json: AsJson = False, scheme: Named = None) -> None:
    """Donne les versions d'un document et quand chacune était en vigueur."""
    _, settings = chosen(scheme)
    found = editions(settings.index, document)
    if not found:
        raise VersionUnknown(text("history.no_document", document=document))
    if as_json:
        print_json({"document": document, "versions": [edition_row(edition) for edition in found]})
        return
    for edition in found:
        row = {**edition_row(edition), "origin": text(f"cli.origin.{edition.document.origin}")}
        typer.echo(text("history.cli.edition", **row))
        for period in edition.periods:
            names = ", ".join(dict.fromkeys(release.version for release in period.releases))
            typer.echo(text("history.cli.in_effect", period=period_told(period.since, period.until), versions=names))


@one_line_failures
def rollback(
    version: Annotated[str | None, typer.Argument(help=text("history.cli.version"))] = None,
    as_json: AsJson = False,
    scheme: Named = None,
) -> None:
    """Remet en vigueur une version antérieure, vérifiée, sans rien reconstruire."""
    _, settings = chosen(scheme)
    before, _ = pointed(settings.index)
    release = roll_back(settings, version)
    if as_json:
        print_json({**release_row(release), "before": before})
        return
    typer.echo(text("history.cli.rolled_back", version=release.version, before=before))
