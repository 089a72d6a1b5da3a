"""Answer or hand over: a logistic model on named signals, fitted on the development questions.

The coefficients are data (``decision.toml``), written by ``make fit``, which prints their
cross-validated error; a person can read why a question was refused in its signals.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files


@dataclass(frozen=True)
class Model:
    """The chance that an answer is right: a logistic function of a weighted sum of signals."""

    intercept: float
    weights: Mapping[str, float]
    threshold: float

    def chance(self, features: Mapping[str, float]) -> float:
        """Return the chance, from 0 to 1; a signal that is missing counts as zero."""
        total = self.intercept + sum(weight * features.get(name, 0.0) for name, weight in self.weights.items())
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))

    def accepts(self, features: Mapping[str, float]) -> bool:
        """Tell whether the chance is high enough to answer."""
        return self.chance(features) >= self.threshold


def load_models(package: str = "assistant.answering") -> dict[str, Model]:
    """Return the models of a package; of this one: ``facet`` (the tables answer), ``settled`` (the documents alone,
    with what tells how far they settle a question), ``passage`` (the same without it, with another encoder).
    """
    rows = tomllib.loads((files(package) / "decision.toml").read_text("utf-8"))
    return {name: Model(row["intercept"], row["weights"], row["threshold"]) for name, row in rows.items()}


def unsure() -> dict[str, Model]:
    """Return the same models with no threshold: they answer always, to measure what a threshold is worth."""
    return {name: replace(model, threshold=0.0) for name, model in load_models().items()}
