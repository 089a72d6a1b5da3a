"""What the service does beside answering: mails sent, records purged, validated answers taken up and checked.

In threads of its own: no answer waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from assistant.notices.post import Post
from assistant.notices.sender import send_due
from assistant.records.database import Database
from assistant.service.audits import Audits
from assistant.service.cleaner import Cleaner
from assistant.service.validated import Validated

log = logging.getLogger(__name__)

#: Seconds between two rounds; those that write much begin when the service has started.
MAILS, LEFT_OVER, DAY = 5.0, 60.0, 86_400.0
#: Seconds between two looks at what another process validated, and at what is to be checked for it.
VALIDATED, CHECKED = 0.5, 2.0
#: Seconds that a round has to end when the service stops: a mail cut off is sent again, under the same name.
FAREWELL = 3.0
#: What the names of its threads begin with.
THREAD = "upkeep: "


@dataclass(frozen=True)
class Chore:
    """Work done every so many seconds, the first time after ``delay``."""

    name: str
    seconds: float
    work: Callable[[], object]
    delay: float = 0.0

    def repeat(self, stop: Event) -> None:
        """Work until told to stop, whatever goes wrong; what goes wrong is logged once, not at each round."""
        told = ""
        stop.wait(self.delay)
        while not stop.is_set():
            try:
                self.work()
                told = ""
            except Exception as error:
                if str(error) != told:
                    log.exception("%s failed, tried again in %.0f s", self.name, self.seconds)
                told = str(error)
            stop.wait(self.seconds)


def chores(database: Database, cleaner: Cleaner, post: Post | None) -> list[Chore]:
    """Return what is to be done; without a mail server, mails wait."""
    found = [
        Chore("purge", DAY, cleaner.purge, delay=LEFT_OVER),
        Chore("overwriting", LEFT_OVER, cleaner.overwrite_left, delay=LEFT_OVER),
    ]
    if post is not None:
        found.append(Chore("mails", MAILS, lambda: send_due(database, post)))
    return found


def looks(validated: Validated, audits: Audits) -> list[Chore]:
    """Return the looks at the answers that the prefecture validates, here or in another process."""
    return [
        Chore("validated answers", VALIDATED, validated.refresh, delay=VALIDATED),
        Chore("checkup", CHECKED, audits.refresh),
    ]


@contextmanager
def under_way(work: Sequence[Chore]) -> Iterator[None]:
    """Do chores, each in its thread, until the end of the block."""
    stop = Event()
    threads = [Thread(target=chore.repeat, args=(stop,), name=f"{THREAD}{chore.name}", daemon=True) for chore in work]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(FAREWELL)
