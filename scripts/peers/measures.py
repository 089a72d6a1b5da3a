"""A system from its entries to its figures: indexed once, asked in several fresh processes."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.figures import percentile
from scripts.peers.processes import Watched, watch
from scripts.peers.systems import System

_SCORE = re.compile(r"(hit@\d+|MRR) ([\d.]+)")


@dataclass(frozen=True)
class Row:
    """What was measured of a system, or why nothing was."""

    name: str
    encoder: str
    failure: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    per_second: float = 0.0
    p95_ms: float = 0.0
    index_s: float = 0.0
    index_cpu_s: float = 0.0
    index_mib: float = 0.0
    search_mib: float = 0.0
    search_cpu_s: float = 0.0
    cold_s: float = 0.0


@dataclass(frozen=True)
class Built:
    """What it took to build an index, its processes together; the memory is the largest of theirs."""

    seconds: float
    cpu_s: float
    peak_mib: float


class Indexes:
    """What it took to build each index, built once for the rows that share it."""

    def __init__(self) -> None:
        self._built: dict[str, Built] = {}

    def built(self, system: System) -> Built:
        """Build a system's index unless it is there; return what it took."""
        key = repr((system.index, sorted(system.environment.items())))
        if key not in self._built:
            done = [watch(command, system.settings()) for command in system.index]
            self._built[key] = Built(
                sum(each.seconds for each in done),
                sum(each.cpu_s for each in done),
                max(each.peak_mib for each in done),
            )
        return self._built[key]


def row(system: System, built: Built, asked: Sequence[Watched], scorer: Path, work: Path) -> Row:
    """Return the figures of a system asked in several processes; the scorer judges the last one's answers."""
    gaps = [gap for run in asked for gap in run.gaps]
    answers = work / "run.jsonl"
    answers.write_text("".join(asked[-1].lines), "utf-8")
    judged = subprocess.run([sys.executable, str(scorer), str(answers)], capture_output=True, text=True, check=True)
    return Row(
        name=system.name,
        encoder=system.encoder,
        scores=scores(judged.stdout),
        per_second=len(gaps) / sum(gaps),
        p95_ms=percentile(gaps, 0.95) * 1000,
        index_s=built.seconds,
        index_cpu_s=built.cpu_s,
        index_mib=built.peak_mib,
        search_cpu_s=statistics.median(run.cpu_s for run in asked),
        search_mib=max(run.peak_mib for run in asked),
        cold_s=statistics.median(run.cold for run in asked),
    )


def scores(printed: str) -> dict[str, float]:
    """Read what the bench's scorer prints: ``hit@1 0.621 hit@3 0.828 … MRR 0.731 (87 questions, …)``."""
    found = {name: float(value) for name, value in _SCORE.findall(printed)}
    if "MRR" not in found:
        raise ValueError(f"not a score: {printed[:200]!r}")
    return found
