"""Fit the decision that a published entry answers a question, and write it where the package reads it.

On the development part of ``tests/faq/entries.jsonl``. Prints what each threshold gives,
each entry judged by a model that never saw it. How frequent terms are is counted first.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from faq_entries import entries, published
from fitting import put
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from assistant.answering.citations import Library
from assistant.faq.shelving import Shelving
from assistant.faq.signals import differs, signals
from assistant.faq.words import said
from assistant.rules.territory import Territory
from assistant.settings import read_settings
from assistant.understanding.conversation import strip_courtesy
from assistant.understanding.normalise import readable
from assistant.understanding.parts import Asked
from assistant.wiring import build_recogniser

TARGET, FREQUENCIES = Path("assistant/faq/decision.toml"), Path("assistant/faq/frequencies.json")
#: The signals, and which way each may only count: fitted freely, likeness counts against (near misses are alike).
SIGNS = {
    "same": 1, "key": 1, "shared": 1, "swapped": -1, "substituted": -1, "added": -1,
    "other_answer": -1, "other_word": -1, "other_act": -1, "apart": -1,
}  # fmt: skip
MODELS = {"facets": {"facets": 1, **SIGNS}, "words": SIGNS}
THRESHOLDS = {"facets": 0.75, "words": 0.75}
#: What a near question counts more than another in the fit, and how many of the other entries' are taken.
NEAR, OTHERS = 2.0, 12
FOLDS, RIDGE = 10, 1.0
Table = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A question beside an entry: what it is to it, and the signals with each of its wordings."""

    entry: str
    kind: str
    question: str
    told: tuple[dict[str, float], ...]
    ruled_out: bool

    @property
    def right(self) -> bool:
        """Whether the entry answers the question."""
        return self.kind == "asks"


class Fit:
    """A logistic model whose weights have given signs."""

    def __init__(self, names: dict[str, int], rows: Sequence[Row]) -> None:
        self.names = names
        self._weights = np.zeros(len(names) + 1)
        for _ in range(3):  # each question is taken with the wording that the model before finds likeliest
            table = np.array([self._vector(max(row.told, key=self.chance)) for row in rows])
            self._learn(table, rows)

    def _vector(self, told: dict[str, float]) -> list[float]:
        return [told[name] for name in self.names]

    def chance(self, told: dict[str, float]) -> float:
        """Return the chance that the entry answers; at first, how much the question shares with it."""
        if not self._weights.any():
            return told["likeness"]
        return float(1 / (1 + np.exp(-(self._weights[0] + np.array(self._vector(told)) @ self._weights[1:]))))

    def _learn(self, table: Table, rows: Sequence[Row]) -> None:
        spread = table.std(axis=0) + 1e-9
        scaled = table / spread
        right = np.array([1.0 if row.right else -1.0 for row in rows])
        counts = np.array([NEAR if row.kind == "differs" else 1.0 for row in rows])

        def loss(weights: Table) -> tuple[float, Table]:
            margin = right * (weights[0] + scaled @ weights[1:])
            slope = -right * counts / (1 + np.exp(margin))
            total = float((counts * np.logaddexp(0, -margin)).sum() + RIDGE / 2 * weights[1:] @ weights[1:])
            return total, np.concatenate([[slope.sum()], scaled.T @ slope + RIDGE * weights[1:]])

        bounds = [(None, None), *((0, None) if sign > 0 else (None, 0) for sign in self.names.values())]
        found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
        self._weights = np.concatenate([[found[0]], found[1:] / spread])

    def write(self, name: str) -> None:
        """Write the model as a table of the package's decision."""
        fitted = dict(zip(self.names, map(float, self._weights[1:]), strict=True))
        put(TARGET, name, fitted, float(self._weights[0]), THRESHOLDS[name])


def count() -> None:
    """Count in how many made-up questions and phrasings each term is; write those seen twice."""
    files = [*Path("scripts/passages").glob("*.jsonl"), *Path("scripts/encoder/texts").glob("*.jsonl")]
    questions = [
        json.loads(line)["question"] for file in sorted(files) for line in file.read_text("utf-8").splitlines()
    ]
    for file in sorted(Path("corpus/questions").glob("*.toml")):
        for phrasings in tomllib.loads(file.read_text("utf-8")).values():
            questions += phrasings[::8]
    seen = Counter(term for question in questions for term in said(readable(question)).terms)
    terms = {term: times for term, times in sorted(seen.items()) if times > 1}
    told = json.dumps({"questions": len(questions), "terms": terms}, ensure_ascii=False, indent=0)
    FREQUENCIES.write_text(f"{told}\n", "utf-8")


def examples(rows: Sequence[dict[str, Any]]) -> Iterator[Row]:
    """Yield each entry's own questions, those near it, and the nearest of the other entries'."""
    recogniser = build_recogniser(read_settings())
    shelf = Shelving(Library({}, {}, []), recogniser, Territory("", ""))(published(rows))
    for row, shelved in zip(rows, shelf.shelved, strict=True):

        def beside(question: str, kind: str, row: Any = row, shelved: Any = shelved) -> Row:
            words = strip_courtesy(question)
            profile = recogniser.profile(recogniser.recognise(Asked(words)))
            read = shelf.read(words)
            told = [signals(read, profile, shelved.wordings, each) for each in shelved.wordings.phrasings]
            return Row(row["id"], kind, question, tuple(told), bool(differs(read, None, shelved.wordings)))

        yield from (beside(question, kind) for kind in ("asks", "differs") for question in row[kind])
        others = [question for other in rows if other is not row for question in (*other["asks"], *other["differs"])]
        alike = {q: len(shelf.read(q).terms & shelved.wordings.terms) for q in others}
        yield from (beside(q, "other") for q in sorted(others, key=lambda q: -alike[q])[:OTHERS])


def cross_validated(names: dict[str, int], rows: Sequence[Row]) -> Table:
    """Return each question's chance by a model that never saw its entry; nothing where a difference rules it out."""
    chances = np.zeros(len(rows))
    for seen, unseen in GroupKFold(FOLDS).split(rows, groups=[row.entry for row in rows]):
        model = Fit(names, [rows[at] for at in seen])
        for at in unseen:
            chances[at] = 0.0 if rows[at].ruled_out else max(map(model.chance, rows[at].told))
    return chances


def show(chances: Table, rows: Sequence[Row]) -> None:
    """Print, for each threshold, the share of each kind of question that an entry would answer."""
    kinds = np.array([row.kind for row in rows])
    print("threshold   own questions   near ones   other entries'")
    for level in (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        shares = [(chances[kinds == kind] >= level).mean() for kind in ("asks", "differs", "other")]
        print(f"     {level:.2f}          {shares[0]:6.1%}      {shares[1]:6.1%}          {shares[2]:6.1%}")


def main() -> int:
    """Count, fit, print the cross-validated tables and write both models."""
    count()
    rows = list(examples(entries("dev")))
    for name, names in MODELS.items():
        print(f"\n{name}: {len(rows)} questions beside an entry, cross-validated by entry")
        show(cross_validated(names, rows), rows)
        Fit(names, rows).write(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
