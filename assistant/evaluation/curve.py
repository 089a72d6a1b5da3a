"""The risk–coverage curve: how often an answer is wrong, as fewer questions are answered.

Every question on which the fitted model decides is answered whatever its chance; sorted
by that chance, the answers that a threshold would let through give one point each (Y. Geifman
and R. El-Yaniv, *Selective classification for deep neural networks*, NeurIPS 2017).
Verdicts, refusals and follow-ups that the tables settle have no chance and are not counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.domain import Answer, Question
from assistant.evaluation.cases import Case
from assistant.evaluation.report import percent
from assistant.evaluation.score import ANSWERING, holds_evidence
from assistant.texts import text

THRESHOLDS = tuple(step / 20 for step in range(20))


@dataclass(frozen=True)
class Forced:
    """A question answered whatever the chance: that chance, and whether the answer is right."""

    chance: float
    right: bool


@dataclass(frozen=True)
class Point:
    """At ``threshold``: the share of the questions answered, and the share of the answers that are wrong."""

    threshold: float
    coverage: float
    risk: float


def forced(ask: Callable[[Question], Answer], cases: Iterable[Case]) -> list[Forced]:
    """Ask every case of an assistant that answers always; keep those that the model decides."""
    found = []
    for case in cases:
        answer = ask(case.question)
        if answer.chance is not None and answer.status in ANSWERING:
            found.append(Forced(answer.chance, holds_evidence(case, answer)))
    return found


def curve(answers: Sequence[Forced], thresholds: Sequence[float] = THRESHOLDS) -> list[Point]:
    """Return a point a threshold, in their order; nothing answered is no risk."""
    points = []
    for threshold in thresholds:
        let = [answer for answer in answers if answer.chance >= threshold]
        wrong = sum(not answer.right for answer in let)
        points.append(Point(threshold, len(let) / max(1, len(answers)), wrong / max(1, len(let))))
    return points


def drawn(answers: Sequence[Forced], chosen: float) -> str:
    """Return the curve as lines of text, the point of the threshold in use marked."""
    if not answers:
        return text("evaluation.curve.none")
    points = curve(answers, sorted({*THRESHOLDS, chosen}))
    rows = [
        text(
            "evaluation.curve.chosen" if point.threshold == chosen else "evaluation.curve.row",
            threshold=f"{point.threshold:.2f}".replace(".", ","),
            coverage=f"{percent(point.coverage):>8}",
            risk=f"{percent(point.risk):>8}",
            bar="▪" * round(point.risk * 60),
        )
        for point in points
    ]
    return "\n".join([text("evaluation.curve.head", count=len(answers)), *rows])
