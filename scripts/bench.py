"""Measure what an operator asks: index build time, start, memory, latency at 1 and 8 clients.

Runs the real command in its own process and asks it the development questions over HTTP.
Prints one table; nothing is asserted here, a benchmark is not a test.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from scripts.figures import percentile, questions, table
from scripts.serving import BIN, resident, service

ROUNDS = 3
HEADS = ("clients", "questions", "median ms", "p95 ms", "max ms", "per s")


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Return how many seconds a command takes."""
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


def latencies(address: str, asked: list[str], clients: int) -> tuple[list[float], float]:
    """Return each answer's milliseconds and the questions answered a second."""

    def one(client: httpx.Client, question: str) -> float:
        started = time.perf_counter()
        client.post("/api/chat", json={"question": question}).raise_for_status()
        return (time.perf_counter() - started) * 1000

    def many(share: list[str]) -> list[float]:
        with httpx.Client(base_url=address, timeout=60) as client:
            return [one(client, question) for question in share]

    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        found = [ms for part in pool.map(many, [asked[i::clients] for i in range(clients)]) for ms in part]
    return found, len(asked) / (time.perf_counter() - started)


def row(clients: int, found: list[float], rate: float) -> list[str]:
    """Return a line of the table."""
    figures = (statistics.median(found), percentile(found, 0.95), max(found))
    return [str(clients), str(len(found)), *(f"{ms:.1f}" for ms in figures), f"{rate:.0f}"]


def main() -> int:
    """Run the benchmark and print its table."""
    asked = questions() * ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ASSISTANT_INDEX": folder, "ASSISTANT_RATE_LIMIT": "1000000"}
        print(f"index build, from nothing : {timed([str(BIN), 'index'], environment):6.2f} s")
        print(f"index build, no change    : {timed([str(BIN), 'index'], environment):6.2f} s")
        with service(environment) as served:
            print(f"service start to ready    : {served.ready:6.2f} s\n")
            latencies(served.address, asked[:50], 1)
            rows = [row(clients, *latencies(served.address, asked, clients)) for clients in (1, 8)]
            print(table(HEADS, rows))
            print(f"\nresident memory           : {resident(served.pid):6.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
