"""``assistant search``: the passages found, without an answer; what the benchmark measures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.failure import one_line_failures, print_json
from assistant.commands.option import AsJson
from assistant.commands.scheme import Named, chosen
from assistant.domain import Hit
from assistant.errors import ConfigurationError
from assistant.retrieval.embedder import load_embedder
from assistant.retrieval.snapshot import Snapshot, open_snapshot
from assistant.texts import text
from assistant.wiring import one_thread, store_of

MOST = 1000


@one_line_failures
def search(
    query: Annotated[str | None, typer.Argument(help=text("cli.search.query"))] = None,
    batch: Annotated[Path | None, typer.Option(help=text("cli.search.batch"))] = None,
    k: Annotated[int, typer.Option("--k", "-k", help=text("cli.search.k"))] = 5,
    as_json: AsJson = False,
    scheme: Named = None,
) -> None:
    """Cherche des passages dans les documents, sans rédiger de réponse."""
    if (query is None) == (batch is None):
        raise ConfigurationError(text("cli.search.one_of"))
    if not 1 <= k <= MOST:
        raise ConfigurationError(text("cli.search.bad_k", most=MOST))
    rows = [] if batch is None else read_queries(batch)
    _, settings = chosen(scheme)
    one_thread()
    snapshot = open_snapshot(settings.index, load_embedder(settings.encoder), store_of(settings))
    if query is None:
        for row in rows:
            print_json({"id": row["id"], "hits": as_rows(snapshot.search(row["text"], k))})
        return
    hits = snapshot.search(query, k)
    if as_json:
        print_json({"query": query, "index_version": snapshot.version, "hits": as_rows(hits, in_full=True)})
    else:
        typer.echo(as_text(hits, snapshot))


def read_queries(path: Path) -> list[dict[str, Any]]:
    """Return the rows ``{"id", "text"}`` of a JSONL file.

    Raises ConfigurationError naming the first bad row, before any search.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(text("cli.search.bad_file", path=path)) from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row["text"], str) or not isinstance(row["id"], str | int):
                raise TypeError
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ConfigurationError(text("cli.search.bad_row", path=path, number=number)) from error
        rows.append({"id": row["id"], "text": row["text"]})
    return rows


def as_rows(hits: list[Hit], *, in_full: bool = False) -> list[dict[str, Any]]:
    """Return hits as JSON rows; ``in_full`` adds the page, ranks and text."""
    rows: list[dict[str, Any]] = []
    for hit in hits:
        passage = hit.passage
        row = {"document": passage.document_id, "passage": passage.id, "score": round(hit.score, 4)}
        if in_full:
            row |= {"page": passage.page, "ranks": dict(hit.ranks), "text": passage.text}
        rows.append(row)
    return rows


def as_text(hits: list[Hit], snapshot: Snapshot) -> str:
    """Return hits as a person reads them."""
    lines = []
    for rank, hit in enumerate(hits, 1):
        passage = hit.passage
        title = snapshot.documents[passage.document_id].title
        lines.append(text("cli.search.hit", rank=rank, title=title, page=passage.page, passage=passage.id))
        lines.append(f"   {passage.text}")
    return "\n".join(lines) or text("cli.search.none")
