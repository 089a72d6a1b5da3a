"""``make load``: the service under load, beside the bare framework, then while its index is replaced.

On two cores, one each: the service never waits for the tool that measures it. One process
serves, as ``assistant serve`` starts it. The bare framework gives one answer of the product,
the one of median size, on the same route.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import httpx

from assistant.errors import AssistantError
from scripts.figures import percentile, say, table
from scripts.load.scheme import Scheme
from scripts.load.swap import Swapped, swap
from scripts.load.wrk import Fired, fire
from scripts.serving import resident, service

REPORT = Path("build/load.json")
CLIENTS = (1, 8, 32)
SWAPPING = 8
#: Cores of the service and of the load tool, where there are two.
SERVICE, TOOL = 0, 1
HEADS = ("service", "clients", "requests", "requests/s", "p50 ms", "p95 ms", "max ms", "errors", "of the floor")


def typical(address: str, bodies: Path) -> bytes:
    """Ask every question once, which warms the service; return the answer of median size."""
    with httpx.Client(base_url=address, timeout=60) as client:
        head = {"content-type": "application/json"}
        lines = bodies.read_bytes().splitlines()
        answers = [client.post("/api/chat", content=line, headers=head).raise_for_status().content for line in lines]
    size = percentile([len(answer) for answer in answers], 0.5)
    return next(answer for answer in answers if len(answer) == size)


def loads(address: str, scheme: Scheme, seconds: int, core: int | None, name: str) -> dict[int, Fired]:
    """Load a service with each number of clients."""
    found = {}
    for clients in CLIENTS:
        say(f"{name}: {clients} clients, {seconds} s")
        found[clients] = fire(address, scheme.bodies, clients, seconds, core)
    return found


def row(name: str, clients: int, fired: Fired, floor: Fired) -> list[str]:
    """Return a line of the table; its last cell is the share of the floor's requests a second."""
    waits = [f"{ms:.1f}" for ms in (fired.p50_ms, fired.p95_ms, fired.max_ms)]
    share = f"{fired.per_second / floor.per_second:.1%}"
    return [name, str(clients), str(fired.requests), f"{fired.per_second:.1f}", *waits, str(fired.errors), share]


def show(product: dict[int, Fired], floor: dict[int, Fired], swapped: Swapped | None) -> None:
    """Print the table, then what came of the publications."""
    rows = [row("assistant serve", clients, product[clients], floor[clients]) for clients in CLIENTS]
    rows += [row("bare FastAPI", clients, floor[clients], floor[clients]) for clients in CLIENTS]
    print(table(HEADS, rows))
    if swapped is None:
        return
    fired, waits = swapped.fired, ", ".join(f"{wait:.1f}" for wait in swapped.waits)
    print(f"\n{len(swapped.waits)} publications while {SWAPPING} clients ask, {fired.seconds:.0f} s:")
    print(f"  {fired.requests} answers ({fired.per_second:.1f} a second), {fired.errors} errors")
    print(f"  p50 {fired.p50_ms:.1f} ms, p95 {fired.p95_ms:.1f} ms, the longest {fired.max_ms:.0f} ms")
    print(f"  versions published: {' '.join(swapped.published)}; seen in answers: {' '.join(fired.versions)}")
    print(f"  seconds from a publication to its service: {waits}")


def measure(folder: Path, seconds: int, times: int) -> None:
    """Run the loads, print their table and write it as JSON."""
    two = os.cpu_count() != 1 and shutil.which("taskset") is not None
    serving, tool = (SERVICE, TOOL) if two else (None, None)
    scheme = Scheme.copied(folder)
    with service(scheme.environment(), core=serving) as served:
        answer = typical(served.address, scheme.bodies)
        (folder / "answer.json").write_bytes(answer)
        product = loads(served.address, scheme, seconds, tool, "assistant serve")
        memory = resident(served.pid)
    bare = (sys.executable, "-m", "scripts.load.floor", str(folder / "answer.json"))
    with service({**os.environ, "PYTHONPATH": "."}, bare, serving) as served:
        floor = loads(served.address, scheme, seconds, tool, "bare FastAPI")
    swapped = None
    if times:
        say(f"{times} publications under load")
        with service(scheme.environment(), core=serving) as served:
            swapped = swap(scheme, served.address, SWAPPING, times, tool)
    pins = f"service pinned to core {serving}, wrk to core {tool}" if two else "nothing pinned"
    print(f"{pins}; load average {os.getloadavg()[0]:.1f}; answers of {len(answer)} bytes; {memory:.0f} MiB resident\n")
    show(product, floor, swapped)
    report = {
        "pinned": two,
        "answer_bytes": len(answer),
        "product": {clients: asdict(fired) for clients, fired in product.items()},
        "floor": {clients: asdict(fired) for clients, fired in floor.items()},
        "swap": swapped and asdict(swapped),
    }
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1) + "\n", "utf-8")


def main() -> int:
    """Measure, or say what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=10, help="how long each load lasts (default: 10)")
    parser.add_argument("--publications", type=int, default=5, help="publications under load (default: 5)")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        say("wrk is not installed; it is the Debian package of that name")
        return 2
    try:
        with tempfile.TemporaryDirectory(prefix="load-") as folder:
            measure(Path(folder), options.seconds, options.publications)
    except (AssistantError, OSError, RuntimeError, ValueError) as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
