"""Measure the redaction: what it takes out, what it should have left, and how long hostile texts take.

The set is ``tests/records/redaction.jsonl``; its second half, *test*, was written apart,
after the first had been worked on. Misses and false redactions are printed one by one.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.records.redaction import personal, redact
from scripts.figures import table

SET = Path("tests/records/redaction.jsonl")
KINDS = ("email", "phone", "nir", "iban")
SIZE = 100_000
#: Hostile texts: each is repeated up to ``SIZE`` characters.
HOSTILE = (
    "a", "1", "0", "@", ".", " ", "a@", "a.", "a@a.", "(at)", " arobase ", "arobase point ", "a point ", "06 ", "0 1 ",
    "01  ", "a arobase b point ", "06 12 34 56 7x ", "06 12 34 56 78 ", "06.12.34.56.78.", "0612345678x", "+1 ",
    "00 1 2 ", "+33 6 12 34 56 7x", "+49 30 123456 ", "1 85 06 76 540 123 ", "185067654012345", "1 1 1 1 ", "FR76 ",
    "FR76 3000 ", "FR", "4970 1000 ", "tel le la au ", "appelez-moi au ", "dossier de la n° ", "０６\u200b", "é", "ﷺ",
    "\u200b", "\u0301", "[téléphone retiré]", "30004 00612 ", "2a 2b ", "(0) ",
)  # fmt: skip


@dataclass
class Half:
    """What came of one half of the set."""

    asked: dict[str, int] = field(default_factory=dict)
    missed: list[dict[str, str]] = field(default_factory=list)
    excess: list[dict[str, str]] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        """Return the share of what is personal, of a kind, that is taken out whole."""
        return 1 - sum(row["kind"] == kind for row in self.missed) / self.asked[kind]

    def false_rate(self) -> float:
        """Return the share of texts without anything personal from which something is taken."""
        return sum(row["kind"] == "none" for row in self.excess) / self.asked["none"]


def rows(path: Path = SET) -> Iterator[dict[str, str]]:
    """Yield the labelled rows."""
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def measure(split: str) -> Half:
    """Redact one half of the set."""
    half = Half()
    for row in rows():
        if row["split"] == split:
            half.asked[row["kind"]] = half.asked.get(row["kind"], 0) + 1
            if row["kind"] != "none" and not _taken_whole(row):
                half.missed.append(row)
            if _took_more(row):
                half.excess.append(row)
    return half


def _signs(row: dict[str, str]) -> tuple[set[int], set[int]]:
    """Return where the letters and figures are that are personal, and those that are taken."""
    text, own = row["text"], row.get("personal", "")
    first = text.index(own)
    signs = {at for at, letter in enumerate(text) if letter.isalnum()}
    taken = {at for each in personal(text) for at in range(each.start, each.end)}
    return signs & set(range(first, first + len(own))), signs & taken


def _taken_whole(row: dict[str, str]) -> bool:
    own, taken = _signs(row)
    kinds = {each.kind for each in personal(row["text"])}
    return own <= taken and row["kind"] in kinds


def _took_more(row: dict[str, str]) -> bool:
    own, taken = _signs(row)
    return bool(taken - own)


def slowest() -> list[tuple[str, float]]:
    """Return the milliseconds that each hostile text takes, the slowest first."""
    timed = []
    for seed in HOSTILE:
        text = (seed * SIZE)[:SIZE]
        start = time.process_time()
        personal(text)
        timed.append((seed, (time.process_time() - start) * 1000))
    return sorted(timed, key=lambda each: -each[1])


def main() -> int:
    """Print everything."""
    for split in ("dev", "test"):
        half = measure(split)
        lines = [[kind, str(half.asked[kind]), f"{half.recall(kind):.1%}"] for kind in KINDS]
        print(f"\n{split}\n{table(['kind', 'written', 'taken out'], lines)}")
        print(f"false redactions: {half.false_rate():.2%} of {half.asked['none']} texts")
        for name, found in (("missed", half.missed), ("took more", half.excess)):
            for row in found:
                print(f"  {name} {row['id']} {row['kind']}: {re.sub(chr(10), ' / ', redact(row['text']))[:300]}")
                print(f"      {row.get('personal', '')!a}")
    timed = slowest()
    print(f"\n{len(timed)} hostile texts of {SIZE} characters, the slowest: ", end="")
    print(", ".join(f"{seed!a} {took:.0f} ms" for seed, took in timed[:12]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
