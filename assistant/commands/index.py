"""``assistant index``: bring the index up to date with the corpus."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

from assistant.commands.failure import one_line_failures, print_json
from assistant.retrieval.embedder import load_embedder
from assistant.retrieval.snapshot import open_snapshot
from assistant.settings import read_settings
from assistant.texts import text
from assistant.wiring import build_index


@one_line_failures
def index(as_json: Annotated[bool, typer.Option("--json", help=text("cli.option.json"))] = False) -> None:
    """Construit l'index des documents, ou ne fait rien s'il est à jour."""
    settings = read_settings()
    began = time.perf_counter()
    embedder = load_embedder(settings.encoder)
    show = Bars() if sys.stderr.isatty() and not as_json else None
    build_index(settings, embedder, show)
    snapshot = open_snapshot(settings.index, embedder)
    seconds = round(time.perf_counter() - began, 1)
    if as_json:
        print_json(
            {
                "version": snapshot.version,
                "documents": len(snapshot.documents),
                "pages": len(snapshot.pages),
                "passages": len(snapshot.passages),
                "encoder": snapshot.encoder,
                "seconds": seconds,
                "silent_pages": [{"document": d, "page": p} for d, p in snapshot.silent_pages],
            }
        )
        return
    for document, page in snapshot.silent_pages:
        typer.echo(text("cli.index.silent", document=document, page=page), err=True)
    typer.echo(
        text(
            "cli.index.built",
            version=snapshot.version,
            passages=len(snapshot.passages),
            pages=len(snapshot.pages),
            documents=len(snapshot.documents),
            seconds=f"{seconds:.1f}".replace(".", ","),
        )
    )


class Bars:
    """Draws one line a step on the terminal, over itself, ended when the step is done."""

    WIDTH = 30

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        filled = self.WIDTH * done // max(total, 1)
        bar = "█" * filled + "·" * (self.WIDTH - filled)
        end = "\n" if done == total else ""
        typer.echo(f"\r{text(f'cli.index.{step}'):<10} {bar} {done}/{total}{end}", nl=False, err=True)
