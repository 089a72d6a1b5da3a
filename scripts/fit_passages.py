"""Fit the decisions to answer from the passages alone, and write them where the package reads them.

One with what tells how far passages settle a question, one without it (another encoder). On
fifteen made-up documents of the administration and 1 125 questions on them, 450 of which
they don't answer (``scripts/passages/``); none was used to tune the encoder or the reader. Prints
what each threshold gives, each document judged by a model that never saw it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

import numpy as np
from fitting import made, save, show
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant.answering.reading import PASSAGE, SETTLED, Reader
from assistant.evaluation.grounding import fold
from assistant.retrieval.terms import terms
from assistant.wiring import one_thread

SIGNALS = {
    PASSAGE: ("cosine", "clear", "coverage", "together", "lacking", "numbers", "known"),
    SETTLED: ("settled", "settling", "cosine", "clear", "coverage", "lacking", "numbers"),
}


#: Chances from which passages are quoted: what is told from the words alone is told less surely.
THRESHOLDS = {PASSAGE: 0.50, SETTLED: 0.60}


@dataclass
class Examples:
    """A row a question: its document, its signals, whether what would be quoted is right, whether it has an answer."""

    document: list[str] = field(default_factory=list)
    signals: list[list[float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    answerable: list[bool] = field(default_factory=list)


def examples() -> dict[str, Examples]:
    """Return the examples of each model."""
    found = {name: Examples() for name in SIGNALS}
    for document, snapshot, rows in made():
        judge = snapshot.settling.judge if snapshot.settling else None
        for name, settle in ((PASSAGE, None), (SETTLED, judge)):
            reader, into = Reader(snapshot.search, terms, snapshot.passages, settle), found[name]
            for row in rows:
                read = reader.read(row["question"])
                quoted = [fold(hit.passage.text[start:end]) for hit, (start, end) in read.quotes]
                into.document.append(document)
                into.signals.append([read.features[signal] for signal in SIGNALS[name]])
                into.right.append(any(fold(fragment) in quote for fragment in row["evidence"] for quote in quoted))
                into.answerable.append(bool(row["evidence"]))
    return found


def fit(name: str, rows: Examples) -> None:
    """Fit a model, print the cross-validated table, write the model."""
    signals, right, answerable = np.array(rows.signals), np.array(rows.right), np.array(rows.answerable)
    model = LogisticRegression(C=10, max_iter=5000)
    folds = GroupKFold(5)
    predicted = cross_val_predict(model, signals, right, groups=rows.document, cv=folds, method="predict_proba")
    print(
        f"{name}: {len(right)} questions, {answerable.sum()} with an answer; "
        f"quoted among three: {right.sum() / answerable.sum():.1%}"
    )
    show(predicted[:, 1], right, answerable, np.arange(0.2, 0.71, 0.05))
    save(name, SIGNALS[name], model.fit(signals, right), THRESHOLDS[name])


def main() -> int:
    """Fit both models."""
    one_thread()
    for name, rows in examples().items():
        fit(name, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
