"""``assistant serve``: the web service."""

from __future__ import annotations

import functools
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

import typer
import uvicorn

from assistant.access.sessions import Lifetime
from assistant.commands.failure import one_line_failures
from assistant.commands.provider import provider_of
from assistant.pipeline import Assistant
from assistant.records.database import NOTHING, Database, open_database
from assistant.records.upgrade import upgrade
from assistant.retrieval.history import as_of
from assistant.retrieval.storage import published
from assistant.schemes import schemes_of
from assistant.service.about import About
from assistant.service.app import create_app
from assistant.service.holder import Holder
from assistant.service.staff.desk import Policy
from assistant.settings import Settings, read_settings
from assistant.texts import text
from assistant.wiring import Encoders, build, load_encoders, post_office, retention


@one_line_failures
def serve(
    host: Annotated[str | None, typer.Option(help=text("terminal.serve.host"))] = None,
    port: Annotated[int | None, typer.Option(help=text("terminal.serve.port"))] = None,
) -> None:
    """Démarre le service web, sur chaque dispositif s'il y en a plusieurs."""
    settings = read_settings()
    post = post_office(settings)
    schemes = schemes_of(settings)
    encoders = functools.cache(load_encoders)
    holders = held(schemes, encoders)
    for name, holder in holders.items():
        failure = holder.refresh()
        if failure is not None:
            line = text("terminal.serve.degraded", error=failure)
            typer.echo(text("cli.scheme.line", name=name, line=line) if name else line, err=True)
    app = create_app(
        holders,
        records=opened_records(settings),
        max_question=settings.max_question,
        max_history=settings.max_history,
        max_body=settings.max_body,
        allowed_origins=settings.allowed_origins,
        rate_limit=settings.rate_limit,
        max_file=settings.max_file,
        kept=retention(settings),
        post=post,
        about=About(settings.publisher, settings.dpo, settings.public_url, settings.pictures),
        policy=replace(policy_of(settings), settings=schemes, as_of=earlier(schemes, encoders)),
    )
    where = (host or settings.host, settings.port if port is None else port)
    log_in_utc()
    typer.echo(text("terminal.serve.open", host=where[0], port=where[1]))
    uvicorn.run(
        app,
        host=where[0],
        port=where[1],
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
    )


def log_in_utc() -> None:
    """Date each line of the log in UTC: lines of several machines are read together."""
    formatter = logging.Formatter("%(asctime)sZ %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    stream = logging.StreamHandler()
    stream.setFormatter(formatter)
    logging.basicConfig(level=logging.WARNING, handlers=[stream])


def policy_of(settings: Settings) -> Policy:
    """Return what the operator decided about the console."""
    lifetime = Lifetime(timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours))
    return Policy(
        lifetime=lifetime,
        four_eyes=settings.four_eyes,
        public_url=settings.public_url,
        provider=provider_of(settings),
    )


def opened_records(settings: Settings) -> Database | None:
    """Return the database with this version's tables, None when nothing is to be kept.

    Raises ConfigurationError for an unusable address, RecordsError when the database can't be used.
    """
    if settings.database == NOTHING:
        return None
    database = open_database(settings.database)
    upgrade(database)
    return database


def held(schemes: Mapping[str, Settings], encoders: Callable[[str], Encoders] | None = None) -> dict[str, Holder]:
    """Return a holder for each scheme, nothing opened yet; ``encoders`` loads those of a name, once for all."""
    load = encoders or functools.cache(load_encoders)

    def holder(name: str, settings: Settings) -> Holder:
        return Holder(
            lambda: build(settings, encoders=load(settings.encoder), scheme=name),
            lambda: published(settings.index),
            name,
        )

    return {name: holder(name, settings) for name, settings in schemes.items()}


def earlier(
    schemes: Mapping[str, Settings], encoders: Callable[[str], Encoders]
) -> Callable[[str, datetime], Assistant]:
    """Return what opens the assistant of a scheme as it was at a moment; the one opened last is kept."""

    @functools.lru_cache(maxsize=1)
    def opened(name: str, version: str) -> Assistant:
        settings = schemes[name]
        return build(settings, encoders=encoders(settings.encoder), scheme=name, version=version)

    return lambda name, moment: opened(name, as_of(schemes[name].index, moment).version)
