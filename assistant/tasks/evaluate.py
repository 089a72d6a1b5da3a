"""The reference set asked of a version of the index, and the run kept."""

from __future__ import annotations

from assistant.evaluation.compare import compare
from assistant.evaluation.report import summary
from assistant.evaluation.run import Run, run
from assistant.pipeline import Assistant
from assistant.records import evaluations
from assistant.records.database import Database
from assistant.settings import Settings
from assistant.tasks.reference import ADDED, cases_of
from assistant.tasks.telling import Telling


def evaluated(
    assistant: Assistant, settings: Settings, database: Database, scheme: str, number: int, tell: Telling
) -> Run | None:
    """Ask the reference set of an assistant and keep the run; None when the scheme has no reference questions."""
    cases = cases_of(settings, database, scheme)
    if not cases:
        return None
    tell("evaluate", 0, len(cases))
    done = run(
        assistant.ask,
        cases,
        pages=assistant.library.pages,
        progress=lambda count: tell("evaluate", count, len(cases)),
    )
    with database.writing() as session:
        evaluations.keep(session, scheme, done.index_version, summary(done), done.to_json(), number)
    return done


def regressions(before: Run, after: Run) -> tuple[str, ...]:
    """Return the questions for which a version must not be released, none when it may.

    One that a validated answer added and is no longer answered so, always; an answer that nobody can check, always;
    the others when more got worse than better: a corrected document may well change an expected answer.
    """
    changes = compare(before, after)
    loose = [score.case for score in after.scores if score.unverifiable]
    worse = [change.after for change in changes.worse]
    added = [score.case for score in worse if score.category == ADDED]
    rest = [score.case for score in worse] if len(worse) > len(changes.better) else []
    return tuple(dict.fromkeys([*loose, *added, *rest]))
