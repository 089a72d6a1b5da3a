"""The same question sent again under the same key: the same answer, recorded once.

A stream cut on the way, a proxy that held it back, a second click: what was asked is sent again, and it must be
neither answered otherwise nor counted twice. The key is its sender's secret, as for a hand-off.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock

from assistant.service.recording import Recorded

#: How many answers are held ready to be given again, and for how many seconds.
MOST, SECONDS = 1000, 600.0


class Once:
    """Answers given under a key, held in memory for ten minutes.

    A key counts with what was asked under it: with another question it is another one. Each process holds its own;
    where a service has several, one that did not answer the first time answers again, but the answer has the same
    ``id``, made of the key, and an exchange whose id is known is not recorded twice.
    """

    def __init__(self, most: int = MOST, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._given: OrderedDict[str, tuple[float, Future[Recorded]]] = OrderedDict()
        self._lock = Lock()

    def answered(self, key: str, sent: Sequence[str], make: Callable[[str], Recorded]) -> Recorded:
        """Return what was answered to ``sent`` under ``key``, or what ``make`` answers now with the id it is given.

        What is being answered is waited for, in this thread. A failure is not held: the next try is a new one.
        """
        name = _name(key, sent)
        with self._lock:
            self._forget()
            held = self._given.get(name)
            future = held[1] if held else Future[Recorded]()
            if not held:
                self._given[name] = (self._clock() + self._seconds, future)
                if len(self._given) > self._most:
                    self._given.popitem(last=False)
        if held:
            return future.result()
        try:
            future.set_result(make(name))
        except BaseException as error:
            with self._lock:
                self._given.pop(name, None)
            future.set_exception(error)
        return future.result()

    def _forget(self) -> None:
        """Let go of what is too old."""
        while self._given and next(iter(self._given.values()))[0] <= self._clock():
            self._given.popitem(last=False)


def _name(key: str, sent: Sequence[str]) -> str:
    """Return the id of the answer to what is sent under a key: neither can be read from it."""
    return hashlib.sha256(json.dumps([key, *sent]).encode()).hexdigest()[:32]
