"""``assistant index``: bring the index up to date with the corpus."""

from __future__ import annotations

import sys
import time
from typing import Any

import typer

from assistant.commands.failure import UNUSABLE, failure_line, one_line_failures, print_json
from assistant.commands.option import AsJson
from assistant.commands.scheme import Named, named
from assistant.errors import AssistantError
from assistant.retrieval.progress import Progress
from assistant.retrieval.snapshot import open_snapshot
from assistant.settings import Settings
from assistant.texts import text
from assistant.wiring import Encoders, build_index, load_encoders, store_of


@one_line_failures
def index(
    as_json: AsJson = False,
    scheme: Named = None,
) -> None:
    """Construit l'index des documents, ou ne fait rien s'il est à jour ; de chaque dispositif s'il y en a plusieurs."""
    schemes = named(scheme)
    encoders = load_encoders(next(iter(schemes.values())).encoder)
    show = Bars() if sys.stderr.isatty() and not as_json else None
    failed = False
    for name, settings in schemes.items():
        try:
            built = bring_up_to_date(settings, encoders, show)
        except (AssistantError, OSError) as error:
            if not name:
                raise
            typer.echo(text("cli.scheme.line", name=name, line=failure_line(error)), err=True)
            failed = True
            continue
        if as_json:
            print_json({"scheme": name, **built} if name else built)
        else:
            tell(name, built)
    if failed:
        raise typer.Exit(UNUSABLE)


def bring_up_to_date(settings: Settings, encoders: Encoders, show: Progress | None) -> dict[str, Any]:
    """Build the index of one scheme and return what it holds."""
    began = time.perf_counter()
    build_index(settings, encoders.passages, show, phrasings=encoders.phrasings)
    snapshot = open_snapshot(settings.index, encoders.passages, store_of(settings))
    return {
        "version": snapshot.version,
        "documents": len(snapshot.documents),
        "pages": len(snapshot.pages),
        "passages": len(snapshot.passages),
        "encoder": snapshot.encoder,
        "seconds": round(time.perf_counter() - began, 1),
        "silent_pages": [{"document": d, "page": p} for d, p in snapshot.silent_pages],
    }


def tell(name: str, built: dict[str, Any]) -> None:
    """Print what was built as a person reads it, after the scheme's name if it has one."""
    lines = [(text("cli.index.silent", **page), True) for page in built["silent_pages"]]
    seconds = f"{built['seconds']:.1f}".replace(".", ",")
    lines.append((text("cli.index.built", **{**built, "seconds": seconds}), False))
    for line, err in lines:
        typer.echo(text("cli.scheme.line", name=name, line=line) if name else line, err=err)


class Bars:
    """Draws one line a step on the terminal, over itself, ended when the step is done."""

    WIDTH = 30

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        filled = self.WIDTH * done // max(total, 1)
        bar = "█" * filled + "·" * (self.WIDTH - filled)
        end = "\n" if done == total else ""
        typer.echo(f"\r{text(f'cli.index.{step}'):<10} {bar} {done}/{total}{end}", nl=False, err=True)
