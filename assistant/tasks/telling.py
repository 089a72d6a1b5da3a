"""How far a task is, told to the records about once a second."""

from __future__ import annotations

import time

from assistant.errors import RecordsUnavailable
from assistant.records import tasks
from assistant.records.database import Database

#: Seconds between two words: pages that show them are read by people.
BETWEEN = 1.0


class Telling:
    """Tells the records how far one task is; what can't be told now is told next time."""

    def __init__(self, database: Database, number: int) -> None:
        self._database = database
        self._number = number
        self._last = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` of a step are done; the last of a step always is."""
        moment = time.monotonic()
        if done < total and moment - self._last < BETWEEN:
            return
        self._last = moment
        try:
            with self._database.writing() as session:
                tasks.tell(session, self._number, done, total, step)
        except RecordsUnavailable:
            return
