"""The answers that the prefecture validated, given to each assistant as soon as the records hold them."""

from __future__ import annotations

import logging
import threading
from datetime import date

from fastapi import Request

from assistant.records.database import Database
from assistant.records.faq.published import published, stamps, today
from assistant.service.holder import Holder
from assistant.service.schemes import Schemes

log = logging.getLogger(__name__)


class Validated:
    """Keeps the published answers of each scheme's assistant those of the records.

    A look costs one query, which sums the changes of each scheme; entries are read only when that sum has grown,
    or the day has changed, since one of them may have expired with the day before.
    """

    def __init__(self, schemes: Schemes, database: Database) -> None:
        self._schemes = schemes
        self._database = database
        self._known: dict[str, tuple[int, date]] = {}
        self._one_at_a_time = threading.Lock()
        self._told: dict[str, str] = {}

    def refresh(self) -> None:
        """Give the assistants what has changed since the last look.

        Raises nothing: without the records, or with answers that an assistant can't take, what is in service stays.
        """
        with self._one_at_a_time:
            try:
                with self._database.reading() as session:
                    sums = stamps(session)
            except Exception as error:
                self._tell("", error)
                return
            self._told.pop("", None)
            for holder in self._schemes.holders.values():
                self._give(holder, (sums.get(holder.scheme, 0), today()))

    def _give(self, holder: Holder, stamp: tuple[int, date]) -> None:
        """Give a scheme's assistant its answers unless it has them; one scheme's fault is not another's."""
        if self._known.get(holder.scheme) == stamp:
            return
        try:
            with self._database.reading() as session:
                entries = published(session, holder.scheme, stamp[1])
            holder.validate(entries)
        except Exception as error:
            self._tell(f"scheme {holder.scheme}", error)
            return
        self._known[holder.scheme] = stamp
        self._told.pop(f"scheme {holder.scheme}", None)

    def _tell(self, where: str, error: Exception) -> None:
        """Log a fault once, not at each look."""
        if self._told.get(where) != str(error):
            log.error("published answers not read, those in service stay: %s", error, exc_info=error)
        self._told[where] = str(error)


def validated_of(request: Request) -> Validated:
    """Return what gives published answers to the assistants of the app that serves a request."""
    validated: Validated = request.app.state.validated
    return validated
