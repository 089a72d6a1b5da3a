"""``assistant serve``: the web service."""

from __future__ import annotations

from typing import Annotated

import typer
import uvicorn

from assistant.commands.failure import one_line_failures
from assistant.retrieval.storage import published
from assistant.service.app import create_app
from assistant.service.holder import Holder
from assistant.settings import read_settings
from assistant.texts import text
from assistant.wiring import build


@one_line_failures
def serve(
    host: Annotated[str | None, typer.Option(help=text("terminal.serve.host"))] = None,
    port: Annotated[int | None, typer.Option(help=text("terminal.serve.port"))] = None,
) -> None:
    """Démarre le service web."""
    settings = read_settings()
    holder = Holder(lambda: build(settings), lambda: published(settings.index))
    failure = holder.refresh()
    if failure is not None:
        typer.echo(text("terminal.serve.degraded", error=failure), err=True)
    app = create_app(
        holder,
        max_question=settings.max_question,
        max_history=settings.max_history,
        max_body=settings.max_body,
        allowed_origins=settings.allowed_origins,
        rate_limit=settings.rate_limit,
    )
    where = (host or settings.host, settings.port if port is None else port)
    typer.echo(text("terminal.serve.open", host=where[0], port=where[1]))
    uvicorn.run(app, host=where[0], port=where[1], log_level="warning", access_log=False, server_header=False)
