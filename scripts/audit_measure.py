"""What the audit of published answers finds, on labelled edits of real documents; contradictions between documents.

106 answers on 32 documents, each document edited in eight ways (``scripts/audit/entries.jsonl``), and 172 facts that
another document restates, half of them with another value (``scripts/audit/restated.jsonl``). Rules and thresholds
were set on the development rows alone; the test rows, on other documents, were written afterwards and are what counts.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.faq.audit import Auditor
from assistant.faq.audited import Standing, Versions, no_versions
from assistant.faq.contradictions import contradictions
from assistant.faq.folded import folded
from scripts.audit.documents import TERRITORIES, held, passages_of, source, title
from scripts.audit.edits import EDITS, ENTRIES, RESTATED, Edit, edits, entry, rows
from scripts.figures import table

TODAY = date(2026, 1, 1)


def edited(split: str) -> Iterator[tuple[dict[str, Any], Edit]]:
    """Yield each labelled answer of a half with each edit of its document."""
    rng = random.Random(7)  # noqa: S311 - a fixed draw of layouts
    every = [row for row in rows(ENTRIES) if source(row["document"]) is not None]
    names = sorted({row["document"] for row in every})
    for row in every:
        if row["split"] == split:
            other = names[(names.index(row["document"]) + 7) % len(names)]
            for edit in edits(row, source(row["document"]) or "", source(other) or "", rng):
                yield row, edit


def audit_table(split: str, *, quoted: bool, kept: bool = False) -> str:
    """Return how answers stand after each edit; ``kept``: the version that they quote is at hand too."""
    seen: Counter[tuple[str, Standing]] = Counter()
    for row, edit in edited(split):
        name = row["document"]
        versions = version_of(name) if kept else no_versions
        auditor = Auditor(held({name: edit.text}), TODAY, TERRITORIES.get(name, ""), versions)
        seen[edit.name, auditor.examine(entry(row, quoted=quoted)).standing] += 1
    heads = ["edit", *Standing]
    lines = [[name, *(str(seen[name, standing]) for standing in Standing)] for name in EDITS]
    return table(heads, lines) + "\n" + _rates(seen, quoted=quoted)


def version_of(name: str) -> Versions:
    """Return what gives a document as it is before any edit, whatever the version asked for."""
    return lambda document, sha256: passages_of(name, source(name) or "")[1] if document == name else None


def _rates(seen: Counter[tuple[str, Standing]], *, quoted: bool) -> str:
    def share(names: tuple[str, ...], wanted: tuple[Standing, ...]) -> str:
        total = sum(count for (name, _), count in seen.items() if name in names)
        right = sum(seen[name, standing] for name in names for standing in wanted)
        return f"{right}/{total} = {right / total:.3f}"

    changed, kept = ("value", "reworded, value", "negation"), ("same", "layout", "reworded")
    alarms = tuple(standing for standing in Standing if standing.is_finding)
    lines = [f"contradicted, recall: {share(changed, (Standing.CONTRADICTED,))}"]
    lines.append(f"false alarms where nothing changed: {share(kept, alarms)}")
    if quoted:
        lines.append(f"gone, recall: {share(('deleted', 'replaced'), (Standing.QUOTE_GONE,))}")
    return "\n".join(lines)


def restated(split: str) -> str:
    """Return precision and recall of the contradictions planted between a document and two notes on it."""
    right = wrong = planted = 0
    mine = [row for row in rows(RESTATED) if row["split"] == split and source(row["document"]) is not None]
    for name in dict.fromkeys(row["document"] for row in mine):
        labelled = [row for row in mine if row["document"] == name]
        found = _found(name, labelled)
        planted += sum(row["contradicts"] for row in labelled)
        right += len({row["id"] for row, good in found if good})
        wrong += sum(not good for _, good in found)
    found = right + wrong
    return f"precision {right}/{found} = {right / found:.3f}, recall {right}/{planted} = {right / planted:.3f}"


def _found(name: str, labelled: list[dict[str, Any]]) -> list[tuple[dict[str, Any], bool]]:
    """Return the restatements that were set against a document, and whether each truly contradicts it there."""
    notes = {}
    for kind in (True, False):
        said = "\n\n".join(row["restated"] for row in labelled if row["contradicts"] is kind)
        notes[f"note-{kind}"] = f"# Note : {title(name)}\n\n{said}"
    at_hand = held({name: source(name) or "", **notes}, {note: f"Note : {title(name)}" for note in notes})
    by_text = {folded(row["restated"]): row for row in labelled}
    found = []
    for pair in contradictions(at_hand, TERRITORIES.get(name, "")):
        sides = [fact.passage for fact in (pair.first, pair.second) if fact.passage]
        told = [passage for passage in sides if passage.document_id != name]
        if len(told) == 1:
            row = by_text[folded(told[0].text)]
            there = next(passage for passage in sides if passage.document_id == name)
            found.append((row, row["contradicts"] and folded(row["fact"]) in folded(there.text)))
    return found


def main() -> int:
    """Print the tables of the half named on the command line, the held-out one when none is."""
    split = sys.argv[1] if len(sys.argv) > 1 else "test"
    began = time.perf_counter()
    quoting = "answers that quote their document"
    print(f"## {quoting}, the version quoted being kept ({split})\n{audit_table(split, quoted=True, kept=True)}\n")
    print(f"## {quoting}, that version being lost ({split})\n{audit_table(split, quoted=True)}\n")
    print(f"## answers typed from memory ({split})\n{audit_table(split, quoted=False)}\n")
    print(f"## contradictions between documents ({split})\n{restated(split)}")
    print(f"\n{time.perf_counter() - began:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
