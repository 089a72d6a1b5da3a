"""A version built from the corpus as it is, compared with the one in service, and published unless it is worse."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import IndexMissing
from assistant.records.database import Database
from assistant.records.tasks import DONE, FAILED
from assistant.retrieval.storage import pointed
from assistant.settings import Settings
from assistant.tasks.assistants import opened
from assistant.tasks.evaluate import evaluated, regressions
from assistant.tasks.telling import Telling
from assistant.texts import text
from assistant.wiring import build_index, load_encoders, put_in_effect

#: Questions named when a version is refused; the others are on the page that compares.
NAMED = 5


@dataclass(frozen=True)
class Ending:
    """How a task ends: its state, and what a person reads of it."""

    state: str
    message: str


def release(settings: Settings, database: Database, scheme: str, number: int, tell: Telling) -> Ending:
    """Build, evaluate, publish; a version that answers worse is kept aside, and can be published all the same."""
    encoders = load_encoders(settings.encoder)
    served = _served(settings)
    candidate = build_index(settings, encoders.passages, tell, phrasings=encoders.phrasings, publish=False)
    if candidate == served:
        return Ending(DONE, text("tasks.release.unchanged", version=candidate))
    if served is not None:
        before, after = (
            # the served one's is asked anew: questions may have been added to the set
            evaluated(opened(settings, database, scheme, version, encoders), settings, database, scheme, number, tell)
            for version in (served, candidate)
        )
        worse = regressions(before, after) if before and after else ()
        if worse:
            named = ", ".join(worse[:NAMED])
            return Ending(FAILED, text("tasks.release.refused", version=candidate, count=len(worse), named=named))
    put_in_effect(settings, candidate, encoders=encoders)
    return Ending(DONE, text("tasks.release.published", version=candidate))


def evaluation(settings: Settings, database: Database, scheme: str, number: int, tell: Telling) -> Ending:
    """Ask the reference set of the version in service."""
    done = evaluated(opened(settings, database, scheme), settings, database, scheme, number, tell)
    if done is None:
        return Ending(FAILED, text("tasks.evaluation.no_questions"))
    right = sum(score.good for score in done.scores)
    return Ending(DONE, text("tasks.evaluation.done", right=right, total=len(done.scores)))


def _served(settings: Settings) -> str | None:
    try:
        return pointed(settings.index)[0]
    except IndexMissing:
        return None
