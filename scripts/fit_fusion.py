"""Fit what each searcher counts in the fusion, and print what each brings, on text nobody tuned.

The weights (``FITTED`` in ``assistant/retrieval/rankings.py``) are those under which the
right passage is the likeliest (softmax of the fused score, L-BFGS) for the 675 answerable
questions on fifteen made-up documents of ``scripts/passages/``; the table gives them
cross-validated by document, and on the development part of the CNIL benchmark, on which
nothing is fitted.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fitting import made, opened
from numpy.typing import NDArray
from scipy.optimize import minimize

from assistant.commands.corpus_import import import_faq
from assistant.evaluation.grounding import fold
from assistant.retrieval.rankings import FITTED, PLAIN
from assistant.retrieval.snapshot import Snapshot
from assistant.wiring import one_thread

CNIL = Path("../shared/bench/cnil")
SEARCHERS = ("lexical", "letters", "dense")
RIDGE, FOLDS = 1.0, 5
DEPTHS = (1, 3, 5, 10)
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Asked:
    """A question: standard scores, passages × (searcher × field: heading, whole), headings as far as distinct."""

    group: str
    scores: NDArray[np.float64]
    right: NDArray[np.bool_]


def asked(snapshot: Snapshot, group: str, question: str, right: NDArray[np.bool_]) -> Asked:
    """Score every passage for a question by every searcher."""
    columns = snapshot.standard_scores(question)
    return Asked(group, np.stack([columns[name][field] for name in SEARCHERS for field in (0, 1)], axis=1), right)


def on_made() -> Iterator[Asked]:
    """Yield the answerable questions on the made-up documents."""
    for document, snapshot, rows in made():
        texts = [fold(passage.text) for passage in snapshot.passages]
        for row in rows:
            right = np.array([any(fold(e) in text for e in row["evidence"]) for text in texts])
            if right.any():
                yield asked(snapshot, document, row["question"], right)


def cnil(folder: Path) -> Iterator[Asked]:
    """Yield the questions of the CNIL benchmark."""
    import_faq(CNIL / "corpus.jsonl", folder)
    snapshot = opened(folder)
    relevant: dict[str, set[str]] = {}
    for line in (CNIL / "qrels.tsv").read_text("utf-8").splitlines():
        query, document, _ = line.split()
        relevant.setdefault(query, set()).add(document)
    owners = [passage.document_id for passage in snapshot.passages]
    for line in (CNIL / "queries.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield asked(snapshot, "cnil", row["text"], np.array([owner in relevant[row["id"]] for owner in owners]))


def fitted(questions: Sequence[Asked]) -> dict[str, float]:
    """Return the weights, one a searcher, that make the right passages likeliest."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for question in questions:
            by_searcher = question.scores[:, 0::2] + question.scores[:, 1::2]
            fused = by_searcher @ weights
            shares = np.exp(fused - fused.max())
            wanted = shares * question.right
            total -= float(np.log(wanted.sum() / shares.sum()))
            slope = slope - by_searcher.T @ (wanted / wanted.sum() - shares / shares.sum())
        return total, slope

    found = minimize(loss, np.zeros(len(SEARCHERS)), jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(SEARCHERS))
    return {name: round(float(weight), 2) for name, weight in zip(SEARCHERS, found.x, strict=True)}


def cross_validated(questions: Sequence[Asked]) -> list[int]:
    """Return the rank of the first right passage, each document scored with weights that never saw it."""
    groups = sorted({question.group for question in questions})
    ranks = []
    for fold_number in range(FOLDS):
        aside = set(groups[fold_number::FOLDS])
        weights = fitted([question for question in questions if question.group not in aside])
        ranks += [rank(question, weights) for question in questions if question.group in aside]
    return ranks


def rank(question: Asked, weights: Weights, fields: tuple[float, float] = (1.0, 1.0)) -> int:
    """Return the rank of the first right passage."""
    each = np.array([weights[name] * field for name in SEARCHERS for field in fields])
    order = np.argsort(-(question.scores @ each), kind="stable")
    return int(np.flatnonzero(question.right[order])[0]) + 1


def line(name: str, ranks: Sequence[int]) -> None:
    """Print one line of the table."""
    found = np.array(ranks)
    hits = "  ".join(f"{(found <= depth).mean():.3f}" for depth in DEPTHS)
    print(f"  {name:<34} {hits}   {(1 / found).mean():.3f}")


def table(name: str, questions: Sequence[Asked]) -> None:
    """Print what the fusion gives, and without each of its parts."""
    print(f"\n{name}, {len(questions)} questions{'':<12} @1     @3     @5     @10    MRR")
    line("fitted weights (the product)", [rank(q, FITTED) for q in questions])
    for lost in SEARCHERS:
        line(f"without {lost}", [rank(q, {**FITTED, lost: 0.0}) for q in questions])
    for alone in SEARCHERS:
        line(f"{alone} alone", [rank(q, {**dict.fromkeys(SEARCHERS, 0.0), alone: 1.0}) for q in questions])
    line("plain weights", [rank(q, PLAIN) for q in questions])
    line("without headings of their own", [rank(q, FITTED, (0.0, 1.0)) for q in questions])
    line("headings only", [rank(q, FITTED, (1.0, 0.0)) for q in questions])


def main() -> int:
    """Fit, and print both tables."""
    if not CNIL.is_dir():
        print(f"{CNIL}: not here; the table is measured on it", file=sys.stderr)
        return 2
    one_thread()
    questions = list(on_made())
    print(f"fitted on all made-up documents: {fitted(questions)}; in the product: {FITTED}")
    table("made-up documents", questions)
    line("fitted weights, cross-validated", cross_validated(questions))
    with tempfile.TemporaryDirectory() as folder:
        table("CNIL, nothing fitted on it", list(cnil(Path(folder) / "cnil")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
