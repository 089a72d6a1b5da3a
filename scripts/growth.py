"""How build, disk, memory and search grow with the corpus: ``python -m scripts.growth [PASSAGES …]``.

Each size is built, then searched, in processes of their own. The passages are made (see
growing/texts.py), so are their vectors (growing/vectors.py): the table says so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from scripts.growing.picture import curve

SIZES = (1_000, 10_000, 100_000, 1_000_000)
FOLDER = Path("build/growth")
COLUMNS = {
    "passages": "passages",
    "kind": "vectors",
    "build_s": "build s",
    "build_cpu_s": "(work) s",
    "disk_mb": "disk MB",
    "build_mb": "build MB",
    "open_s": "open s",
    "search_mb": "search MB",
    "p50_ms": "p50 ms",
    "p95_ms": "p95 ms",
    "cpu_p50_ms": "(work) p50",
    "cpu_p95_ms": "(work) p95",
    "encoder_ms": "encoder p50",
    "encoder_cpu_ms": "(work)",
    "recall": "recall@10",
    "agreement": "same 10",
}
SAID = """Passages are halves of real ones (service-public.fr, CRPA, CNIL) put together, figures drawn again, a commune
invented; their vectors are the direction between those of their halves (4,000 real passages, encoded by the shipped
encoder), moved by 0.35 of the difference of two others. Questions are real (CNIL development part, CRPA FAQ).
Times are of the search alone; the encoder's, in the same process, stand beside. "(work)" is processor time of the
thread, which other programs on the machine disturb less. "recall@10": the ten nearest texts by the index
against an exact comparison. "same 10": the ten passages found, against scoring every passage by every searcher.
Memory is the most held, pages of mapped files counted; passages' own texts are not loaded.
"""


def main() -> None:
    """Measure every size asked for and write the table and the curve."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    rows: list[dict[str, Any]] = []
    print(SAID)
    for size in sizes:
        folder = FOLDER / f"index-{size}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        row = {"passages": size, **_step("build", folder, size), **_step("search", folder, size)}
        shutil.rmtree(folder)
        rows.append(row)
        print("  ".join(f"{title} {_shown(row[key])}" for key, title in COLUMNS.items()), flush=True)
    (FOLDER / "growth.json").write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    (FOLDER / "growth.svg").write_text(curve(rows), "utf-8")
    (FOLDER / "growth.md").write_text(f"{SAID}\n{table(rows)}", "utf-8")
    print(f"\n{table(rows)}\n{FOLDER}/growth.md, growth.svg, growth.json")


def table(rows: list[dict[str, Any]]) -> str:
    """Return the rows as a Markdown table."""
    lines = [list(COLUMNS.values()), ["---:"] * len(COLUMNS)]
    lines += [[_shown(row[key]) for key in COLUMNS] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _step(name: str, folder: Path, size: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "scripts.growing.measure", name, str(folder), str(size), str(FOLDER)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return dict(json.loads(done.stdout))


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}" if value <= 1 else f"{value:.1f}"
    return str(value)


if __name__ == "__main__":
    main()
