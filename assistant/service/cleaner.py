"""What was erased or has expired, taken out of the database and of its files."""

from __future__ import annotations

import logging
from datetime import datetime
from threading import Event

from assistant.records import journal
from assistant.records.database import Database
from assistant.records.residue import discard_copies, overwrite
from assistant.records.retention import Retention, expire

log = logging.getLogger(__name__)


class Cleaner:
    """Purges once a day, and rewrites the file of the database as soon as it can after something was erased."""

    def __init__(self, database: Database, kept: Retention) -> None:
        self._database = database
        self._kept = kept
        self._left = Event()

    def erased(self) -> None:
        """Take out of the files what was just erased; what can't be done now is done within a minute."""
        discard_copies(self._database)
        if not overwrite(self._database):
            self._left.set()

    def purge(self, at: datetime | None = None) -> tuple[dict[str, int], bool]:
        """Erase what has expired at a moment, by default now, and note in the journal how much.

        Return how many rows of each kind, and whether the files were rewritten already. Raises RecordsUnavailable.
        """
        counts = {name: count for name, count in expire(self._database, self._kept, at).items() if count}
        if counts:
            with self._database.writing() as session:
                journal.write(session, "", journal.SYSTEM, "purge", "records", counts)
        self._left.set()
        return counts, self.overwrite_left()

    def overwrite_left(self) -> bool:
        """Rewrite the file if something may be left in it; tell whether nothing is any more."""
        if self._left.is_set():
            self._left.clear()
            if not overwrite(self._database, whole=True):
                log.warning("what was erased is not overwritten yet: the database is being read, or the disk is full")
                self._left.set()
        return not self._left.is_set()
