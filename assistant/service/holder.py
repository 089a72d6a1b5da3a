"""The assistant that answers now: replaced whole when a new index is published."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from assistant.domain import PublishedEntry
from assistant.errors import AssistantError
from assistant.pipeline import Assistant

log = logging.getLogger(__name__)


class NotReady(Exception):
    """No index is open. A person reads that the service is unavailable."""


class Holder:
    """The assistant of one scheme: one reference, read once by each request so that an answer never mixes two versions.

    ``published`` returns the published version (raises AssistantError when there is
    none) and ``load`` opens it. A version that can't be opened is logged and the one in
    service stays.
    """

    def __init__(self, load: Callable[[], Assistant], published: Callable[[], str], scheme: str = "") -> None:
        #: The scheme's name; empty for a scheme alone in its service.
        self.scheme = scheme
        self._load = load
        self._published = published
        self._assistant: Assistant | None = None
        self._entries: tuple[PublishedEntry, ...] = ()
        #: Held while the assistant is replaced: entries published while an index opens are not lost.
        self._replacing = threading.Lock()
        self._tried = ""
        self._told = ""

    def current(self) -> Assistant:
        """Return the assistant; raise NotReady when there is none."""
        if self._assistant is None:
            raise NotReady
        return self._assistant

    def validate(self, entries: Sequence[PublishedEntry]) -> None:
        """Answer with ``entries``, and no others, from the next question on, whatever the index version."""
        with self._replacing:
            if self._assistant is not None:
                self._assistant = self._assistant.with_entries(entries)
            self._entries = tuple(entries)

    def refresh(self) -> Exception | None:
        """Open the published version unless it was already tried; return what prevented it.

        Whatever that was, a table nobody could read included: one scheme's fault must not
        take the process and the other schemes with it.
        """
        try:
            version = self._published()
            self._told = ""
            if version == self._tried:
                return None
            self._tried = version
            loaded = self._load()
            with self._replacing:
                self._assistant = loaded.with_entries(self._entries) if self._entries else loaded
        except Exception as error:
            self._tell(error)
            return error
        return None

    def _tell(self, error: Exception) -> None:
        """Log a fault once, not at each look: one scheme's must not bury another's."""
        if str(error) != self._told:
            unforeseen = not isinstance(error, AssistantError)
            log.error("index not opened, the previous one stays in service: %s", error, exc_info=unforeseen)
        self._told = str(error)


def opened(holder: Holder) -> Assistant | None:
    """Return the assistant of a scheme, None while it has none: much of what the records hold needs none."""
    try:
        return holder.current()
    except NotReady:
        return None
