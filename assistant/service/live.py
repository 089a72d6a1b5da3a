"""What administrators decided in the console, in force within a second in every process."""

from __future__ import annotations

import logging
import time

from assistant.errors import RecordsUnavailable
from assistant.pipeline import Assistant
from assistant.records.database import Database
from assistant.records.options import Options, options

log = logging.getLogger(__name__)

#: Seconds for which what was read is taken as true: a question costs no query of its own.
FRESH = 1.0


class Live:
    """The options of each scheme, read again once they are a second old.

    While the database can't be read, those read last stay in force: a suspension must not end with an outage.
    """

    def __init__(self, database: Database | None) -> None:
        self._database = database
        self._known: dict[str, tuple[float, Options]] = {}

    def of(self, scheme: str) -> Options:
        """Return the options of a scheme."""
        if self._database is None:
            return Options()
        read, known = self._known.get(scheme, (0.0, Options()))
        moment = time.monotonic()
        if read and moment - read < FRESH:
            return known
        try:
            with self._database.reading() as session:
                known = options(session, scheme)
        except RecordsUnavailable as error:
            log.error("options not read, the last ones stay in force: %s", error)
        self._known[scheme] = (moment, known)
        return known

    def applied(self, scheme: str, assistant: Assistant) -> Assistant:
        """Return an assistant that hands over to the contact set in the console, if one is."""
        contact = self.of(scheme).contact
        return assistant if contact is None else assistant.with_contact(contact)
