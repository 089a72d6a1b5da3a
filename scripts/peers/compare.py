"""``make peers``: the product and its peers on the same questions, in one run, one table.

Every system is built and asked in processes of its own. They take turns, question file by
question file, so that what else the machine does weighs on all of them. Speed is counted
between answers, so that it holds neither the start of Python nor the loading of a model;
those are in the cold start.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from scripts.figures import say, table
from scripts.peers import environment, measures
from scripts.peers.measures import Row
from scripts.peers.processes import ProcessFailed, Watched, watch
from scripts.peers.systems import HITS, Bench, System

CNIL = Path("../shared/bench/cnil")
REPORT = Path("build/peers.json")
HEADS = (
    "system", "encoder", "hit@1", "hit@3", "hit@5", "MRR", "q/s", "p95 ms", "index s", "index CPU s", "MiB", "cold s",
    "hit@1 -", "q/s ×", "p95 ×", "index ×", "MiB ×", "cold ×",
)  # fmt: skip


def compare(systems: Sequence[System], missing: dict[str, str], rounds: int, scorer: Path, work: Path) -> list[Row]:
    """Return a row for each system, in their order."""
    failures = {at: missing[system.peer] for at, system in enumerate(systems) if system.peer in missing}
    asked: dict[int, list[Watched]] = {at: [] for at in range(len(systems))}
    indexes = measures.Indexes()
    for turn in range(rounds + 1):
        for at, system in enumerate(systems):
            if at in failures:
                continue
            say(f"{system.name}, {system.encoder}: " + (f"questions, {turn} of {rounds}" if turn else "indexing"))
            try:
                if turn:
                    asked[at].append(watch(system.search, system.settings()))
                else:
                    indexes.built(system)
            except ProcessFailed as error:
                failures[at] = str(error)
    return [
        Row(system.name, system.encoder, failures[at])
        if at in failures
        else measures.row(system, indexes.built(system), asked[at], scorer, work)
        for at, system in enumerate(systems)
    ]


def cells(row: Row, ours: Row) -> list[str]:
    """Return a row's cells; the last ones say how far from ours: hit@1 less ours, then what we gain, as a factor.

    A factor over 1 is in our favour: our speed over its speed, its time or memory over ours.
    """
    figures = [f"{row.scores[name]:.3f}" for name in ("hit@1", "hit@3", "hit@5", "MRR")]
    figures += [f"{row.per_second:.1f}", f"{row.p95_ms:.1f}", f"{row.index_s:.1f}"]
    figures += [f"{row.index_cpu_s:.1f}", f"{row.search_mib:.0f}", f"{row.cold_s:.2f}"]
    if ours.failure:
        return [row.name, row.encoder, *figures, *["?"] * 6]
    factors = (
        ours.per_second / row.per_second,
        row.p95_ms / ours.p95_ms,
        row.index_s / ours.index_s,
        row.search_mib / ours.search_mib,
        row.cold_s / ours.cold_s,
    )
    behind = f"{row.scores['hit@1'] - ours.scores['hit@1']:+.3f}"
    return [row.name, row.encoder, *figures, behind, *(f"{factor:.2f}" for factor in factors)]


def machine() -> str:
    """Return in a line what the figures were measured on."""
    load = os.getloadavg()[0]
    return f"{len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}, load average {load:.1f}"


def show(rows: Sequence[Row]) -> None:
    """Print the table, then the rows that could not be measured."""
    print(table(HEADS, [cells(row, rows[0]) for row in rows if not row.failure]))
    for row in rows:
        if row.failure:
            print(f"{row.name}, {row.encoder}: not run: {row.failure}")


def main() -> int:
    """Install the peers, run the comparison, print its table and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=CNIL, help="folder of corpus.jsonl, queries.jsonl, score.py")
    parser.add_argument("--rounds", type=int, default=3, help="processes in which each system is asked everything")
    parser.add_argument("--only", default="", help="peers whose « system, encoder » holds this")
    options = parser.parse_args()
    if not (options.bench / "score.py").is_file():
        say(f"{options.bench}: not here; the comparison asks the questions of this folder")
        return 2
    began, missing = machine(), environment.prepare()
    with tempfile.TemporaryDirectory(prefix="peers-") as folder:
        bench = Bench(options.bench / "corpus.jsonl", options.bench / "queries.jsonl", Path(folder))
        systems = [each for each in bench.systems() if not each.peer or options.only in f"{each.name}, {each.encoder}"]
        rows = compare(systems, missing, options.rounds, options.bench / "score.py", Path(folder))
    packages = ("langchain-community", "langchain-core", "haystack-ai", "txtai", "bm25s", "sentence-transformers")
    versions = {package: environment.version(package) for package in packages}
    show(rows)
    print(f"\n{options.bench}, {HITS} hits a question, {options.rounds} processes a system")
    print(f"{began} before, {machine()} after")
    print(", ".join(f"{package} {number}" for package, number in versions.items()))
    REPORT.parent.mkdir(exist_ok=True)
    report = {"before": began, "after": machine(), "versions": versions, "rows": [asdict(row) for row in rows]}
    REPORT.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 1 if rows[0].failure else 0


if __name__ == "__main__":
    sys.exit(main())
