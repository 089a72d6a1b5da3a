"""wrk, started on its own core, and what it says at its end."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.serving import pinned

SCRIPT = Path(__file__).with_name("questions.lua")
MARK = "WRK "
#: Seconds after which an answer that has not come is an error.
TIMEOUT = 60
#: Longer than any bench: a load that lasts until it is told to stop.
ENDLESS = 36000


@dataclass(frozen=True)
class Fired:
    """What came of a load."""

    requests: int
    seconds: float
    errors: int
    p50_ms: float
    p95_ms: float
    max_ms: float
    versions: tuple[str, ...]

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


def read(printed: str) -> Fired:
    """Read the line that ``questions.lua`` prints last.

    Raises ValueError when there is none: wrk failed, or was killed.
    """
    for line in reversed(printed.splitlines()):
        if line.startswith(MARK):
            found = json.loads(line.removeprefix(MARK))
            return Fired(**{**found, "versions": tuple(sorted(set(found["versions"].split())))})
    raise ValueError(f"wrk said nothing of its load: {printed[-300:]!r}")


def command(address: str, bodies: Path, clients: int, seconds: int, core: int | None) -> list[str]:
    """Return the command of a load: one thread, ``clients`` connections that each wait for their answer."""
    load = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", f"{TIMEOUT}s", "-s", str(SCRIPT)]
    return pinned([*load, f"{address}/api/chat", "--", str(bodies)], core)


def fire(address: str, bodies: Path, clients: int, seconds: int, core: int | None = None) -> Fired:
    """Load a service for ``seconds``."""
    done = subprocess.run(command(address, bodies, clients, seconds, core), capture_output=True, text=True, check=False)
    return read(done.stdout + done.stderr)


class Load:
    """A load that goes on while something else is done."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def stop(self) -> Fired:
        """End the load and return what came of it."""
        self._process.send_signal(signal.SIGINT)
        said, _ = self._process.communicate(timeout=TIMEOUT * 2)
        return read(said)


@contextmanager
def loading(address: str, bodies: Path, clients: int, core: int | None = None) -> Iterator[Load]:
    """Load a service until ``stop``, counting the index versions that answer."""
    asks = [*command(address, bodies, clients, ENDLESS, core), "versions"]
    process = subprocess.Popen(asks, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield Load(process)
    finally:
        process.kill()
        process.wait()
