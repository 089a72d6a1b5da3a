"""Options that several commands have."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.texts import text

AsJson = Annotated[bool, typer.Option("--json", help=text("cli.option.json"))]
