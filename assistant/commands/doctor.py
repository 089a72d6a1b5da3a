"""``assistant doctor``: what works here and what is missing."""

from __future__ import annotations

import json
import shutil
from typing import Annotated

import typer

from assistant.commands.failure import one_line_failures
from assistant.errors import AssistantError
from assistant.settings import Settings, read_settings
from assistant.texts import text
from assistant.wiring import build


@one_line_failures
def doctor(as_json: Annotated[bool, typer.Option("--json", help=text("terminal.ask.json"))] = False) -> None:
    """Vérifie l'installation, le corpus et l'index."""
    checks = examine(read_settings())
    if as_json:
        typer.echo(json.dumps(checks, ensure_ascii=False))
    else:
        for name, fault in checks.items():
            typer.echo(
                text(
                    "terminal.doctor.line",
                    name=text(f"terminal.doctor.{name}"),
                    state=fault or text("terminal.doctor.fine"),
                )
            )
    if checks["assistant"]:
        raise typer.Exit(1)


def examine(settings: Settings) -> dict[str, str]:
    """Return each check with its fault, empty when it passes."""
    found: dict[str, str] = {}
    try:
        build(settings)
        found["assistant"] = ""
    except AssistantError as error:
        found["assistant"] = str(error)
    tools = all(shutil.which(tool) for tool in ("tesseract", "pdftoppm"))
    found["ocr"] = "" if tools else text("terminal.doctor.no_ocr")
    return found
