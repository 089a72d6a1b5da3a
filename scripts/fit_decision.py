"""Fit the decision to answer on the development questions, and write it where the package reads it.

Prints what each threshold gives, cross-validated in ten folds: the share of answerable
questions rightly answered and the share of the others rightly handed over. scikit-learn
comes with sentence-transformers.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from fitting import save, show
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from assistant.evaluation.cases import Case, load_cases
from assistant.evaluation.grounding import fold
from assistant.settings import read_settings
from assistant.understanding.parts import split_asked
from assistant.wiring import build_recogniser

SIGNALS = ("share", "similarity")
#: Kinds of question that other steps decide.
ELSEWHERE = {"compound", "courtesy", "attack"}


def examples(cases: list[Case]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the signals of each single question, whether its best facet is right, whether it has an answer."""
    recogniser = build_recogniser(read_settings())
    signals, right, answerable = [], [], []
    for case in cases:
        parts = split_asked(case.question.text)
        if case.question.history or case.verdict or case.category in ELSEWHERE or len(parts) != 1:
            continue
        found = recogniser.recognise(parts[0])
        if found.findings or found.stated is None:
            continue
        quotes = [fold(evidence.quote) for evidence in found.stated.facet.evidence]
        right.append(any(fold(fragment) in quote for fragment in case.evidence for quote in quotes))
        answerable.append(case.answerable)
        features = found.features()
        signals.append([features[name] for name in SIGNALS])
    return np.array(signals), np.array(right), np.array(answerable)


def main() -> int:
    """Fit, print the cross-validated table, write the model with the threshold given (0.5)."""
    threshold = float(sys.argv[1]) if len(sys.argv) > 1 else 0.5
    signals, right, answerable = examples(load_cases(Path("tests/reference"), "dev"))
    model = LogisticRegression(C=10, max_iter=1000)
    chance = cross_val_predict(model, signals, right, cv=10, method="predict_proba")[:, 1]
    print(
        f"{len(right)} questions, {answerable.sum()} with an answer; best facet right: {right[answerable].mean():.1%}"
    )
    show(chance, right, answerable, np.arange(0.30, 0.75, 0.05))
    save("facet", SIGNALS, model.fit(signals, right), threshold)
    return 0


if __name__ == "__main__":
    sys.exit(main())
