"""Fit the decision to answer from the passages alone, and write it where the package reads it.

On fifteen made-up documents of the administration and 1 125 questions on them, 450 of which
they don't answer (``scripts/passages/``); none was used to tune the encoder. Prints what
each threshold gives, each document judged by a model that never saw it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
from fitting import made, save, show
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant.answering.reading import Reader
from assistant.evaluation.grounding import fold
from assistant.retrieval.terms import terms
from assistant.wiring import one_thread

SIGNALS = ("cosine", "clear", "coverage", "together", "lacking", "numbers", "known")


def examples() -> Iterator[tuple[str, list[float], bool, bool]]:
    """Yield a document, the signals of a question, whether what would be quoted is right, whether it has an answer."""
    for document, snapshot, rows in made():
        reader = Reader(snapshot.search, terms, snapshot.passages)
        for row in rows:
            found = reader.read(row["question"])
            quoted = [fold(hit.passage.text[start:end]) for hit, (start, end) in found.quotes]
            right = any(fold(fragment) in quote for fragment in row["evidence"] for quote in quoted)
            yield document, [found.features[name] for name in SIGNALS], right, bool(row["evidence"])


def main() -> int:
    """Fit, print the cross-validated table, write the model with the threshold given (0.5)."""
    one_thread()
    threshold = float(sys.argv[1]) if len(sys.argv) > 1 else 0.5
    names, signals, right, answerable = map(np.array, zip(*examples(), strict=True))
    model = LogisticRegression(C=10, max_iter=5000)
    chances = cross_val_predict(model, signals, right, groups=names, cv=GroupKFold(5), method="predict_proba")[:, 1]
    print(
        f"{len(right)} questions, {answerable.sum()} with an answer; "
        f"quoted among three: {right.sum() / answerable.sum():.1%}"
    )
    show(chances, right, answerable, np.arange(0.2, 0.71, 0.05))
    save("passage", SIGNALS, model.fit(signals, right), threshold)
    return 0


if __name__ == "__main__":
    sys.exit(main())
