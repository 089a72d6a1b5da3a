"""Two runs side by side: which questions got better, which got worse."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.evaluation.report import percent, totals
from assistant.evaluation.run import Run
from assistant.evaluation.score import Score
from assistant.texts import text


@dataclass(frozen=True)
class Change:
    """A case before and after."""

    before: Score
    after: Score


@dataclass(frozen=True)
class Comparison:
    """What changed between two runs, over the cases that both asked."""

    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    common: int
    added: tuple[str, ...]
    removed: tuple[str, ...]


def compare(before: Run, after: Run) -> Comparison:
    """Return what changed from ``before`` to ``after``.

    An answer that can no longer be verified is worse, even when its outcome is unchanged.
    """
    earlier = {score.case: score for score in before.scores}
    later = {score.case: score for score in after.scores}
    shared = [Change(earlier[case], later[case]) for case in later if case in earlier]
    return Comparison(
        better=tuple(c for c in shared if _sound(c.after) and not _sound(c.before)),
        worse=tuple(c for c in shared if _sound(c.before) and not _sound(c.after)),
        common=len(shared),
        added=tuple(case for case in later if case not in earlier),
        removed=tuple(case for case in earlier if case not in later),
    )


def written(comparison: Comparison, before: Run, after: Run) -> str:
    """Return a comparison as a person reads it."""
    lines = [
        text(
            "evaluation.compare.head",
            common=comparison.common,
            better=len(comparison.better),
            worse=len(comparison.worse),
            added=len(comparison.added),
            removed=len(comparison.removed),
        )
    ]
    for old, new in zip(totals(before), totals(after), strict=True):
        lines.append(text("evaluation.compare.rate", name=new.name, before=percent(old.rate), after=percent(new.rate)))
    for key, changes in (("worse", comparison.worse), ("better", comparison.better)):
        lines += [
            text(
                f"evaluation.compare.{key}",
                id=change.after.case,
                before=text(f"evaluation.outcome.{change.before.outcome}"),
                after=text(f"evaluation.outcome.{change.after.outcome}"),
                question=change.after.question,
            )
            for change in changes
        ]
    return "\n".join(lines)


def to_dict(comparison: Comparison) -> dict[str, object]:
    """Return a comparison, ready for JSON."""
    return {
        "common": comparison.common,
        "better": [change.after.case for change in comparison.better],
        "worse": [change.after.case for change in comparison.worse],
        "added": list(comparison.added),
        "removed": list(comparison.removed),
    }


def _sound(score: Score) -> bool:
    return score.good and not score.unverifiable
