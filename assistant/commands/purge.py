"""``assistant purge``: what has expired, erased now. The service does so once a day; this is for whoever runs cron."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from assistant.commands.failure import FINDING, one_line_failures, print_json
from assistant.commands.option import AsJson
from assistant.errors import ConfigurationError
from assistant.records.database import NOTHING
from assistant.records.tables.base import now
from assistant.records.upgrade import existing, upgrade
from assistant.service.cleaner import Cleaner
from assistant.service.templates import french_moment
from assistant.settings import read_settings
from assistant.texts import table, text
from assistant.wiring import retention


@one_line_failures
def purge(
    as_json: AsJson = False,
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help=text("upkeep.purge.at"))] = None,
) -> None:
    """Efface ce qui a dépassé sa durée de conservation, jusque dans les fichiers de la base."""
    moment = now() if at is None else moment_of(at)
    settings = read_settings()
    if settings.database == NOTHING:
        print_json({}) if as_json else typer.echo(text("upkeep.purge.nothing_kept"))
        return
    with existing(settings.database) as database:
        if database is None:
            raise ConfigurationError(text("upkeep.purge.no_database"))
        upgrade(database)
        counts, overwritten = Cleaner(database, retention(settings)).purge(moment)
    if as_json:
        print_json({"at": moment.isoformat(), "erased": counts, "overwritten": overwritten})
    else:
        report(moment, counts, overwritten)
    if not overwritten:
        raise typer.Exit(FINDING)


def moment_of(words: str) -> datetime:
    """Return the moment that was typed: a day is its first moment here, an hour without a zone is of here.

    Raises ConfigurationError when it is neither.
    """
    try:
        return datetime.fromisoformat(words).astimezone()
    except (ValueError, OverflowError) as error:
        raise ConfigurationError(text("upkeep.purge.bad_date", value=words)) from error


def report(moment: datetime, counts: dict[str, int], overwritten: bool) -> None:
    """Print what was erased, and whether something of it may be left in the files."""
    kinds = table("upkeep")["erased"]
    typer.echo(text("upkeep.purge.done" if counts else "upkeep.purge.none", moment=french_moment(moment)))
    for name, count in counts.items():
        typer.echo(text("upkeep.purge.line", what=kinds[name], count=count))
    if not overwritten:
        typer.echo(text("upkeep.purge.left"), err=True)
