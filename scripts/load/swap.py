"""Versions of the index published while people ask: errors, versions seen, the longest wait.

The first publication is a real build; then the two versions take turns, as a build finds a
sound version it made before and only points to it. For the service every one is a new
publication, opened whole while the one in hand answers.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import httpx

from scripts.load.scheme import Scheme
from scripts.load.wrk import Fired, loading

#: Seconds given to the service to open a version under load.
LONGEST = 120.0
#: Seconds during which a version answers before the next is published.
REST = 3.0


@dataclass(frozen=True)
class Swapped:
    """What came of the load, the versions published, and the seconds from each publication to its service."""

    fired: Fired
    published: tuple[str, ...]
    waits: tuple[float, ...]


def swap(scheme: Scheme, address: str, clients: int, times: int, core: int | None) -> Swapped:
    """Publish ``times`` while ``clients`` ask; the builds share the core of the load tool."""
    published, waits = [_version(address)], []
    with loading(address, scheme.bodies, clients, core) as load:
        time.sleep(REST)
        for _ in range(times):
            scheme.toggle()
            scheme.publish(core)
            began = time.perf_counter()
            published.append(_next(address, published[-1]))
            waits.append(time.perf_counter() - began)
            time.sleep(REST)
        fired = load.stop()
    return Swapped(fired, tuple(published), tuple(waits))


def _version(address: str) -> str:
    return str(httpx.get(f"{address}/health/ready", timeout=30).json()["index_version"])


def _next(address: str, before: str) -> str:
    """Return the version in service once it is another one than ``before``."""
    limit = time.perf_counter() + LONGEST
    while time.perf_counter() < limit:
        version = _version(address)
        if version != before:
            return version
        time.sleep(0.1)
    raise RuntimeError(f"{LONGEST:.0f} s after a publication, {before} is still in service")
