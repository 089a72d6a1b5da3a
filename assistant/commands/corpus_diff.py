"""``assistant corpus diff``: what changed in a document from one version to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Annotated, Any

import typer

from assistant.commands.corpus_history import DocumentId
from assistant.commands.failure import one_line_failures, print_json
from assistant.commands.option import AsJson
from assistant.commands.scheme import Named, chosen
from assistant.retrieval.comparison import Comparison, compare
from assistant.retrieval.difference import Change, Pair, Side
from assistant.retrieval.editions import document_row, release_row
from assistant.texts import text

#: What is put around words that went and words that came, where there is no colour.
GONE, COME = ("[-", "-]"), ("{+", "+}")


@one_line_failures
def diff(
    document: DocumentId,
    before: Annotated[str | None, typer.Option("--from", help=text("history.cli.from"))] = None,
    after: Annotated[str | None, typer.Option("--to", help=text("history.cli.to"))] = None,
    as_json: AsJson = False,
    scheme: Named = None,
) -> None:
    """Montre ce qui a changé dans un document d'une version à l'autre, passage par passage."""
    _, settings = chosen(scheme)
    found = compare(settings.index, document, before, after)
    if as_json:
        print_json({"document": document, **(as_row(found) if found else {"from": None, "to": None, "pairs": []})})
    elif found is None:
        typer.echo(text("history.cli.only_one", document=document))
    else:
        for line in written(document, found):
            typer.echo(line)


def as_row(found: Comparison) -> dict[str, Any]:
    """Return a comparison as a JSON row."""
    (old, new), releases = found.documents, (found.before, found.after)
    told = [{**release_row(r), **document_row(d.document)} for r, d in zip(releases, (old, new), strict=True)]
    return {"from": told[0], "to": told[1], "pairs": [asdict(pair) for pair in found.pairs]}


def written(document: str, found: Comparison) -> Iterator[str]:
    """Yield a comparison as a person reads it: what did not change is counted, the rest has its words marked."""
    yield text("history.cli.between", document=document, before=found.before.version, after=found.after.version)
    if all(pair.change is Change.EQUAL for pair in found.pairs):
        yield text("history.cli.same")
        return
    for change, pairs in groupby(found.pairs, key=lambda pair: pair.change):
        if change is Change.EQUAL:
            count = len(list(pairs))
            yield text("history.cli.equal", count=count) if count > 1 else text("history.cli.equal_one")
        else:
            yield from (line for pair in pairs for line in _lines(pair))


def _lines(pair: Pair) -> Iterator[str]:
    sides: Sequence[tuple[str, Side | None, tuple[str, str]]] = (("-", pair.before, GONE), ("+", pair.after, COME))
    for sign, side, around in sides:
        if side is not None:
            marks = around if pair.change is Change.CHANGED else ("", "")
            words = "".join(f"{marks[0]}{w.text}{marks[1]}" if w.marked else w.text for w in side.words)
            yield text("history.cli.line", sign=sign, page=side.page, words=words)
