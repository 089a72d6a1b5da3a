"""Tables of a run, by category, for a person; the same figures for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from assistant.evaluation.run import Run
from assistant.evaluation.score import Outcome, Score
from assistant.texts import text

COLUMNS = tuple(Outcome)


@dataclass(frozen=True)
class Line:
    """What came of the questions of a category."""

    name: str
    total: int
    outcomes: Counter[Outcome]
    unverifiable: int

    @property
    def rate(self) -> float:
        """The share of questions that ended as they should."""
        return (self.outcomes[Outcome.RIGHT] + self.outcomes[Outcome.HANDED]) / self.total if self.total else 1.0


def line(name: str, scores: Iterable[Score]) -> Line:
    """Return the counts of ``scores`` under ``name``."""
    counted = list(scores)
    return Line(name, len(counted), Counter(s.outcome for s in counted), sum(len(s.unverifiable) for s in counted))


def by_category(run: Run) -> list[Line]:
    """Return a line a category, in the order of the set."""
    names = dict.fromkeys(score.category for score in run.scores)
    return [line(name, (s for s in run.scores if s.category == name)) for name in names]


def totals(run: Run) -> tuple[Line, Line]:
    """Return the line of the answerable questions and the line of the others."""
    answerable = line(text("evaluation.report.answerable"), (s for s in run.scores if s.answerable))
    others = line(text("evaluation.report.others"), (s for s in run.scores if not s.answerable))
    return answerable, others


def summary(run: Run) -> dict[str, object]:
    """Return the figures of a run, ready for JSON."""
    answerable, others = totals(run)
    return {
        "index_version": run.index_version,
        "answerable": _figures(answerable),
        "others": _figures(others),
        "unverifiable": answerable.unverifiable + others.unverifiable,
        "latency_ms": latency(run),
        "categories": {each.name: _figures(each) for each in by_category(run)},
        "failures": [failure(score) for score in run.scores if not score.good or score.unverifiable],
    }


def failure(score: Score) -> dict[str, object]:
    """Return what a person needs to look into a failed case, ready for JSON."""
    return {
        "id": score.case,
        "question": score.question,
        "outcome": score.outcome.value,
        "status": score.status,
        "verdict": score.verdict,
        "problems": list(score.problems),
        "unverifiable": list(score.unverifiable),
    }


def latency(run: Run) -> dict[str, float]:
    """Return the median and 95th percentile of the answering time, in milliseconds."""
    times = [score.milliseconds for score in run.scores]
    if len(times) < 2:
        return {"median": sum(times), "p95": sum(times)}
    return {"median": round(median(times), 1), "p95": round(quantiles(times, n=20)[-1], 1)}


def tables(run: Run) -> str:
    """Return the tables of a run as a person reads them."""
    speed = latency(run)
    head = [text(f"evaluation.columns.{name}") for name in ("category", "total", *COLUMNS, "unverifiable", "rate")]
    body = [_cells(each) for each in by_category(run)]
    foot = [_cells(each) for each in totals(run)]
    return "\n".join(
        [
            *_aligned([head, *body, *foot], rule_after=(0, len(body))),
            "",
            text("evaluation.report.speed", median=_decimal(speed["median"]), p95=_decimal(speed["p95"])),
        ]
    )


def failures(run: Run) -> str:
    """Return one paragraph a case that did not end as it should."""
    wanting = [score for score in run.scores if not score.good or score.unverifiable]
    if not wanting:
        return text("evaluation.failures.none")
    return "\n\n".join(
        text(
            "evaluation.failures.one",
            id=score.case,
            outcome=text(f"evaluation.outcome.{score.outcome}"),
            question=score.question,
            status=score.status,
            problems=" ; ".join((*score.problems, *score.unverifiable)),
            answer=" ".join(score.text.split())[:240],
        )
        for score in wanting
    )


def _figures(each: Line) -> dict[str, object]:
    counts = {outcome.value: each.outcomes[outcome] for outcome in COLUMNS}
    return {"total": each.total, **counts, "unverifiable": each.unverifiable, "rate": round(each.rate, 4)}


def _cells(each: Line) -> list[str]:
    counts = [str(each.outcomes[outcome]) for outcome in COLUMNS]
    return [each.name, str(each.total), *counts, str(each.unverifiable), percent(each.rate)]


def percent(rate: float) -> str:
    """Return a share as French writes it: ``93,4 %``."""
    return f"{_decimal(round(rate * 100, 1))}\u00a0%"


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _aligned(rows: Sequence[Sequence[str]], rule_after: Sequence[int]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for number, row in enumerate(rows):
        first, *rest = row
        padded = [first.ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(rest, widths[1:], strict=True))]
        lines.append("  ".join(padded).rstrip())
        if number in rule_after:
            lines.append("-" * (sum(widths) + 2 * (len(widths) - 1)))
    return lines
