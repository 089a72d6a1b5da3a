"""Measure what an operator asks: index build time, start, memory, latency at 1 and 8 clients.

Runs the real command in its own process and asks it the development questions over HTTP.
Prints one table; nothing is asserted here, a benchmark is not a test.
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

BIN = Path(sys.executable).with_name("assistant")
ROUNDS = 3


def questions() -> list[str]:
    """Return the development questions of the reference set."""
    rows = [
        json.loads(line)
        for path in sorted(Path("tests/reference").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    return [row["question"] for row in rows if row.get("split", "dev") == "dev"]


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Return how many seconds a command takes."""
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - started


def resident(pid: int) -> float:
    """Return a process's resident memory, in MiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def service(environment: dict[str, str]) -> Iterator[tuple[str, int, float]]:
    """Serve on a free port; yield the address, the process and the seconds until it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = time.perf_counter()
    process = subprocess.Popen([str(BIN), "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                if httpx.get(f"{address}/health/ready").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.05)
        yield address, process.pid, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(10)


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


def main() -> int:
    """Run the benchmark and print its table."""
    asked = questions() * ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ASSISTANT_INDEX": folder, "ASSISTANT_RATE_LIMIT": "1000000"}
        print(f"index build, from nothing : {timed([str(BIN), 'index'], environment):6.2f} s")
        print(f"index build, no change    : {timed([str(BIN), 'index'], environment):6.2f} s")
        with service(environment) as (address, pid, ready):
            print(f"service start to ready    : {ready:6.2f} s")
            latencies(address, asked[:50], 1)
            print(f"\n{'clients':>7} {'questions':>9} {'median ms':>9} {'p95 ms':>7} {'max ms':>7} {'per s':>6}")
            for clients in (1, 8):
                found, rate = latencies(address, asked, clients)
                p95 = statistics.quantiles(found, n=20)[-1]
                row = f"{clients:>7} {len(found):>9} {statistics.median(found):>9.1f} {p95:>7.1f}"
                print(f"{row} {max(found):>7.1f} {rate:>6.0f}")
            print(f"\nresident memory           : {resident(pid):6.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
