"""One process measured from outside: when each of its lines came, how long it ran, its largest memory.

The product and its peers are watched by the same code and know nothing of it: a cold start
is from the start of the process to its first line, a question from a line to the next.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: After this many seconds a process is ended and its row says so.
LONGEST = 3600.0


class ProcessFailed(Exception):
    """A process that gave no result; the message is its last word."""


@dataclass(frozen=True)
class Watched:
    """What was seen of a process. ``at``: the seconds from its start to each line.

    ``cpu_s`` does not grow with what else the machine does, ``seconds`` does.
    """

    lines: Sequence[str]
    at: Sequence[float]
    seconds: float
    cpu_s: float
    peak_mib: float

    @property
    def cold(self) -> float:
        """The seconds to the first line."""
        return self.at[0]

    @property
    def gaps(self) -> list[float]:
        """The seconds from each line to the next."""
        return [after - before for before, after in zip(self.at, self.at[1:], strict=False)]


def watch(command: Sequence[str], environment: Mapping[str, str]) -> Watched:
    """Run a command to its end.

    Raises ProcessFailed when it fails or never ends.
    """
    lines: list[str] = []
    at: list[float] = []
    began = time.perf_counter()
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(command, env=dict(environment), stdout=subprocess.PIPE, stderr=said, text=True) as process,
    ):
        stop = threading.Timer(LONGEST, process.kill)
        stop.start()
        for line in process.stdout or ():
            at.append(time.perf_counter() - began)
            lines.append(line)
        _, status, usage = os.wait4(process.pid, 0)
        stop.cancel()
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            last = (said.read().strip().splitlines() or ["no word on the standard error"])[-1]
            raise ProcessFailed(f"exit {process.returncode}: {last.strip()[:200]}")
    return Watched(lines, at, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
