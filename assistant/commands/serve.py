"""``assistant serve``: the web service."""

from __future__ import annotations

import logging
from typing import Annotated

import typer
import uvicorn

from assistant.commands.failure import one_line_failures
from assistant.errors import AssistantError
from assistant.pipeline import Assistant
from assistant.service.app import create_app
from assistant.settings import Settings, read_settings
from assistant.texts import text
from assistant.wiring import build

log = logging.getLogger(__name__)


@one_line_failures
def serve(
    host: Annotated[str | None, typer.Option(help=text("terminal.serve.host"))] = None,
    port: Annotated[int | None, typer.Option(help=text("terminal.serve.port"))] = None,
) -> None:
    """Démarre le service web."""
    settings = read_settings()
    app = create_app(
        _open(settings),
        max_question=settings.max_question,
        max_history=settings.max_history,
        max_body=settings.max_body,
        allowed_origins=settings.allowed_origins,
        rate_limit=settings.rate_limit,
    )
    where = (host or settings.host, settings.port if port is None else port)
    typer.echo(text("terminal.serve.open", host=where[0], port=where[1]))
    uvicorn.run(app, host=where[0], port=where[1], log_level="warning", access_log=False, server_header=False)


def _open(settings: Settings) -> Assistant | None:
    """Return the assistant; None, with a line in the log, when its index can't be used.

    The service then says that it is unavailable instead of not answering at all.
    """
    try:
        return build(settings)
    except AssistantError as error:
        typer.echo(text("terminal.serve.degraded", error=error), err=True)
        return None
