"""The records, opened for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.commands.serve import opened_records
from assistant.errors import ConfigurationError
from assistant.records.database import Database
from assistant.settings import Settings
from assistant.texts import text


@contextmanager
def kept(settings: Settings, without: str) -> Iterator[Database]:
    """Open the records, brought to this version's tables; ``without`` names what is said when nothing is kept.

    Raises ConfigurationError then, RecordsError when they can't be opened.
    """
    database = opened_records(settings)
    if database is None:
        raise ConfigurationError(text(without))
    try:
        yield database
    finally:
        database.close()
