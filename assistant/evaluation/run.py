"""A run: the whole reference set asked once, saved so that two runs can be compared."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields

from assistant.domain import Answer, Question
from assistant.errors import ConfigurationError
from assistant.evaluation.cases import Case
from assistant.evaluation.grounding import Pages
from assistant.evaluation.score import Outcome, Score, score
from assistant.texts import text

_FORMAT = 1


@dataclass(frozen=True)
class Run:
    """The scores of a set, in the order of its cases, and the index that gave them."""

    index_version: str
    scores: tuple[Score, ...]

    def to_json(self) -> str:
        """Return the run as JSON, readable back with ``from_json``."""
        rows = [asdict(score) for score in self.scores]
        whole = {"format": _FORMAT, "index_version": self.index_version, "scores": rows}
        return json.dumps(whole, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, words: str) -> Run:
        """Read a saved run. Raises ConfigurationError when ``words`` are not one."""
        try:
            whole = json.loads(words)
            if whole["format"] != _FORMAT:
                raise ConfigurationError(text("evaluation.errors.format", found=whole["format"], known=_FORMAT))
            return cls(str(whole["index_version"]), tuple(_score(row) for row in whole["scores"]))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ConfigurationError(text("evaluation.errors.not_run")) from error


def run(
    ask: Callable[[Question], Answer],
    cases: Iterable[Case],
    *,
    pages: Pages,
    progress: Callable[[int], None] | None = None,
) -> Run:
    """Ask every case and score its answer against the pages that its quotes name."""
    scores, version = [], ""
    for done, case in enumerate(cases, 1):
        began = time.perf_counter()
        answer = ask(case.question)
        scores.append(score(case, answer, pages, round((time.perf_counter() - began) * 1000, 1)))
        version = answer.index_version or version
        if progress is not None:
            progress(done)
    return Run(version, tuple(scores))


def _score(row: dict[str, object]) -> Score:
    known = {field.name for field in fields(Score)}
    if set(row) != known:
        raise KeyError("score")
    values: dict[str, object] = {**row, "outcome": Outcome(str(row["outcome"]))}
    for name in ("problems", "unverifiable"):
        listed = row[name]
        if not isinstance(listed, list):
            raise TypeError(name)
        values[name] = tuple(str(item) for item in listed)
    return Score(**values)  # type: ignore[arg-type]
