"""Every page of the console found from its routes and the links of its pages, and asked for many times."""

from __future__ import annotations

import html
import os
import re
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from scripts.console.server import HEADER
from scripts.figures import percentile

#: Addresses asked for of one route: its filters, its following pages, several items.
MOST = 15
_LINK = re.compile(r'(?:href|action)="(/staff[^"#]*)')
_FIELD = re.compile(r"{[^}]+}")


@dataclass(frozen=True)
class Route:
    """A GET route of the console and the addresses of it that were found."""

    path: str
    addresses: list[str] = field(default_factory=list)

    @property
    def fields(self) -> int:
        """How many parts of the address are an item's own."""
        return len(_FIELD.findall(self.path))

    def holds(self, path: str) -> bool:
        """Tell whether an address without its query is one of this route."""
        return (
            re.fullmatch(_FIELD.sub("[^/]+", re.escape(self.path).replace(r"\{", "{").replace(r"\}", "}")), path)
            is not None
        )


@dataclass(frozen=True)
class Visited:
    """How a page answered: milliseconds, those of the service's processor, and the most statements that it took."""

    route: str
    addresses: int
    status: int
    times: list[float]
    busy_ms: float
    statements: int

    @property
    def p95(self) -> float:
        """The time that nineteen answers in twenty do not exceed."""
        return percentile(self.times, 0.95)


@dataclass(frozen=True)
class Taken:
    """How a file was taken away: its size, its lines, the seconds, and the most memory that the service grew by."""

    address: str
    megabytes: float
    lines: int
    seconds: float
    grown_mib: float


def routes_of(client: httpx.Client) -> list[Route]:
    """Return the GET routes of the console that the service publishes, those without a field first."""
    paths = client.get("/openapi.json").raise_for_status().json()["paths"]
    found = [Route(path) for path, methods in paths.items() if path.startswith("/staff") and "get" in methods]
    return sorted(found, key=lambda route: (route.fields, route.path))


def find(client: httpx.Client, routes: Iterable[Route]) -> None:
    """Note addresses of each route, from the links of the pages that are reached from those without a field."""
    known = list(routes)
    waiting: deque[str] = deque()
    for route in known:
        if not route.fields:
            route.addresses.append(route.path)
            waiting.append(route.path)
    while waiting:
        for link in _links(client, waiting.popleft()):
            route = next((each for each in known if each.holds(urlsplit(link).path)), None)
            if route is not None and link not in route.addresses and len(route.addresses) < MOST:
                route.addresses.append(link)
                waiting.append(link)


def _links(client: httpx.Client, address: str) -> list[str]:
    with client.stream("GET", address) as answer:
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return []
        answer.read()
    return [html.unescape(link) for link in _LINK.findall(answer.text)]


def is_file(client: httpx.Client, address: str) -> bool:
    """Tell whether an address is that of a file to take away."""
    with client.stream("GET", address) as answer:
        return "content-disposition" in answer.headers


def visit(client: httpx.Client, route: Route, rounds: int, pid: int) -> Visited:
    """Ask for a route's pages many times."""
    addresses = route.addresses or [_FIELD.sub("1", route.path)]
    busy = 0.0
    times: list[float] = []
    most = status = 0
    for turn in range(rounds + len(addresses)):
        address = addresses[turn % len(addresses)]
        busy = _busy(pid) if turn == len(addresses) else busy
        started = time.perf_counter()
        with client.stream("GET", address) as answer:
            answer.read()
        if turn >= len(addresses):  # each was asked for once before: what the operating system reads first is not ours
            times.append((time.perf_counter() - started) * 1000)
        most, status = max(most, int(answer.headers[HEADER])), max(status, answer.status_code)
    return Visited(route.path, len(route.addresses), status, times, (_busy(pid) - busy) * 1000 / rounds, most)


def wait_until_calm(pid: int, longest: float = 120.0) -> None:
    """Wait until a service has done what it does when it starts: expire, erase, rewrite its file."""
    end = time.monotonic() + longest
    while time.monotonic() < end:
        before = _busy(pid)
        time.sleep(2)
        if _busy(pid) - before < 0.1:
            return


def _busy(pid: int) -> float:
    """Return the seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def take(client: httpx.Client, address: str, pid: int) -> Taken:
    """Take a file away, watching the memory of the service."""
    before = _forgotten(pid)
    size = lines = 0
    started = time.perf_counter()
    with client.stream("GET", address) as answer:
        for piece in answer.iter_bytes():
            size += len(piece)
            lines += piece.count(b"\r")  # of the ends of rows, « \r\n »: a cell may hold the other sign
    seconds = time.perf_counter() - started
    return Taken(address, size / 1e6, lines, seconds, _peak(pid) - before)


def _forgotten(pid: int) -> float:
    """Let the kernel forget the most memory that a process had; return what it has now, in MiB."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return _peak(pid)


def _peak(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
