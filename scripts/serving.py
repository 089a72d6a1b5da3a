"""A service started in its own process for a bench, on a free port, on one core when asked to be."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

BIN = Path(sys.executable).with_name("assistant")
SERVE = (str(BIN), "serve")
#: Seconds after which a service that does not answer is given up.
LONGEST = 300.0


@dataclass(frozen=True)
class Service:
    """A service that answers: its address, its process and the seconds until it was ready."""

    address: str
    pid: int
    ready: float


def pinned(command: Sequence[str], core: int | None) -> list[str]:
    """Return a command that runs on one core, or anywhere when there is none."""
    return list(command) if core is None else ["taskset", "-c", str(core), *command]


@contextmanager
def service(
    environment: Mapping[str, str], command: Sequence[str] = SERVE, core: int | None = None
) -> Iterator[Service]:
    """Serve on a free port until the block ends; the command takes ``--port`` and answers ``/health/ready``.

    Records go to a database that goes with the block, unless ``environment`` names another: never the operator's own.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        whole = {"ASSISTANT_DATABASE": f"sqlite:///{folder}/records.db", **environment}
        started = time.perf_counter()
        process = subprocess.Popen([*pinned(command, core), "--port", str(port)], env=whole, stdout=subprocess.DEVNULL)
        try:
            _wait(address, process, started)
            yield Service(address, process.pid, time.perf_counter() - started)
        finally:
            process.terminate()
            process.wait(10)


def resident(pid: int) -> float:
    """Return a process's resident memory, in MiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _wait(address: str, process: subprocess.Popen[bytes], started: float) -> None:
    while process.poll() is None and time.perf_counter() - started < LONGEST:
        try:
            if httpx.get(f"{address}/health/ready", timeout=5).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the service on {address} did not start")
