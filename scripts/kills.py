"""Kill the service while people ask, again and again, and look for the questions that it had acknowledged.

A question is acknowledged once its answer has come back with ``assistant-recorded: yes``. After each kill the
database is checked whole and every acknowledged question looked for, once. Power loss is another matter: a kill
leaves what the machine holds; ``strace`` counts the flushes that a loss would need.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from scripts.figures import percentile, say, table
from scripts.serving import BIN, service

CLIENTS = 20
QUESTIONS = ("Quel est le taux ?", "Peut-on financer un portail ?", "Avant quelle date ?", "Qui contacter ?")


def main() -> int:
    """Print how many questions were acknowledged and lost over the kills given as argument (20)."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    rng = random.Random(11)  # noqa: S311 - moments of kills, not secrets
    acknowledged: list[str] = []
    ready: list[float] = []
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {
            **os.environ,
            "ASSISTANT_CORPUS": str(documents_only(folder / "corpus")),
            "ASSISTANT_INDEX": str(folder / "index"),
            "ASSISTANT_ENCODER": "none",
            "ASSISTANT_RATE_LIMIT": "1000000",
            "ASSISTANT_DATABASE": f"sqlite:///{folder}/records.db",
        }
        subprocess.run([str(BIN), "index"], env=environment, check=True, capture_output=True)
        for number in range(kills):
            with service(environment) as running:
                ready.append(running.ready)
                asking = threading.Timer(rng.uniform(1.0, 4.0), os.kill, (running.pid, signal.SIGKILL))
                asking.start()
                acknowledged += asked(running.address)
                asking.join()
            faults += checked(folder / "records.db", acknowledged)
            say(f"{number + 1}/{kills}: {len(acknowledged)} acknowledged, {len(faults)} faults")
        flushes = counted(environment, folder)
    heads = ("kills", "acknowledged", "lost or doubled", "ready again p95 s", "flushes a question")
    print(
        table(
            heads, [[str(kills), str(len(acknowledged)), str(len(faults)), f"{percentile(ready, 0.95):.1f}", flushes]]
        )
    )
    return 1 if faults else 0


def documents_only(folder: Path) -> Path:
    """Copy the project's documents without their tables: quick to index, and answers matter little here."""
    shutil.copytree("corpus/documents", folder / "documents")
    shutil.copy("corpus/corpus.toml", folder)
    return folder


def asked(address: str) -> list[str]:
    """Ask with many clients until the service is gone; return the ids of the acknowledged answers."""
    known: list[str] = []

    def client(seed: int) -> None:
        rng = random.Random(seed)  # noqa: S311
        with httpx.Client(base_url=address, timeout=10) as http:
            while True:
                try:
                    response = http.post("/api/chat", json={"question": rng.choice(QUESTIONS)})
                except httpx.TransportError:
                    return
                if response.headers.get("assistant-recorded") == "yes":
                    known.append(response.json()["id"])

    threads = [threading.Thread(target=client, args=(seed,)) for seed in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return known


def checked(file: Path, acknowledged: list[str]) -> list[str]:
    """Return what is wrong with the database: its own check, an acknowledged question that is not there once."""
    with sqlite3.connect(file) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
        kept = {row[0] for row in connection.execute("SELECT id FROM exchange")}
        known = connection.execute("SELECT count(*) FROM exchange").fetchone()[0]
    connection.close()
    faults = [] if whole == "ok" else [whole]
    faults += [answer for answer in acknowledged if answer not in kept]
    return faults + (["doubled"] if known != len(kept) or len(acknowledged) != len(set(acknowledged)) else [])


def counted(environment: dict[str, str], folder: Path) -> str:
    """Return how many times the disk is flushed for a question, « ? » without strace."""
    if shutil.which("strace") is None:
        return "?"
    trace, questions = folder / "trace", 20
    watched = ("strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(trace), "-p")
    with service(environment) as running, httpx.Client(base_url=running.address, timeout=60) as http:
        http.post("/api/chat", json={"question": QUESTIONS[0]})
        with subprocess.Popen([*watched, str(running.pid)], stderr=subprocess.DEVNULL) as watching:
            time.sleep(1)
            for _ in range(questions):
                http.post("/api/chat", json={"question": QUESTIONS[0]})
            watching.terminate()
    return f"{trace.read_text().count('sync(') / questions:.1f}"


if __name__ == "__main__":
    raise SystemExit(main())
