"""The reference set of a scheme: its files, and the questions that validated answers added."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.evaluation.cases import Case, load_cases, read_case
from assistant.records.database import Database
from assistant.records.faq import reference
from assistant.records.faq.published import today
from assistant.settings import Settings

#: Where this project keeps the questions of its own corpus.
OWN_CORPUS, OWN_REFERENCE = Path("corpus"), Path("tests/reference")
#: The category of a question that a validated answer added.
ADDED = "faq"


def reference_of(settings: Settings) -> Path | None:
    """Return where the reference questions of a scheme are, None when there are none."""
    own = (settings.reference, settings.corpus / "reference", settings.corpus / "reference.jsonl")
    project = OWN_REFERENCE if settings.corpus == OWN_CORPUS else None
    return next((path for path in (*own, project) if path is not None and path.exists()), None)


def cases_of(settings: Settings, database: Database, scheme: str) -> list[Case]:
    """Return the development questions of a scheme and those added since; raises ConfigurationError as ``load_cases``.

    The test split is left out: a version chosen by it would no longer be measured by it. An answer whose last day
    has passed is no longer expected.
    """
    place = reference_of(settings)
    found = load_cases(place, "dev") if place else []
    with database.reading() as session:
        rows = reference.cases(session, scheme, today())
    return found + [read_case(json.dumps(row), f"reference_question:{number}") for number, row in enumerate(rows, 1)]
