"""Reference questions and what is expected of their answers, read from JSONL files."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from assistant.domain import Question, Status, Verdict
from assistant.errors import ConfigurationError
from assistant.texts import text

SPLITS = ("dev", "test")
_Member = TypeVar("_Member", Status, Verdict)


@dataclass(frozen=True)
class Case:
    """A question and its gold.

    ``evidence`` holds alternatives: one of these fragments must stand in a quote of the
    answer; none means that the documents don't say. ``also`` holds fragments that must all
    stand there too (the other parts of a compound question).
    """

    id: str
    category: str
    split: str
    question: Question
    statuses: frozenset[Status]
    evidence: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    document: str | None = None
    verdict: Verdict | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the documents say it."""
        return bool(self.evidence)


def load_cases(path: Path, split: str = "all") -> list[Case]:
    """Return the cases of a JSONL file, or of every ``*.jsonl`` of a folder, in file order.

    Raises ConfigurationError, on one line naming the file and line, for anything unusable,
    an id used twice included: two cases of one name could not be compared between runs.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    cases: dict[str, Case] = {}
    for file in files:
        for number, line in enumerate(_lines(file), 1):
            if not line.strip():
                continue
            where = f"{file}:{number}"
            case = read_case(line, where)
            if case.id in cases:
                raise ConfigurationError(text("evaluation.set.twice", where=where, id=case.id))
            cases[case.id] = case
    chosen = [case for case in cases.values() if split in ("all", case.split)]
    if not chosen:
        raise ConfigurationError(text("evaluation.set.none", path=path, split=split))
    return chosen


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(text("evaluation.errors.unreadable", path=file)) from error


def read_case(line: str, where: str) -> Case:
    """Read a case from a line of a file; ``where`` names it in the error. Raises ConfigurationError."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise ConfigurationError(text("evaluation.set.not_json", where=where)) from error
    if not isinstance(row, dict):
        raise ConfigurationError(text("evaluation.set.not_object", where=where))
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        raise ConfigurationError(text("evaluation.set.field", where=where, name=unknown[0]))
    split = _word(row, "split", where)
    if split not in SPLITS:
        raise ConfigurationError(text("evaluation.set.split", where=where, split=split))
    statuses = _words(row, "status", where)
    if not statuses:
        raise ConfigurationError(text("evaluation.set.status", where=where))
    verdict = row.get("verdict")
    evidence, also = _words(row, "evidence", where), _words(row, "also", where)
    if also and not evidence:
        raise ConfigurationError(text("evaluation.set.also", where=where))
    return Case(
        id=_word(row, "id", where),
        category=_word(row, "category", where),
        split=split,
        question=Question(_word(row, "question", where), _words(row, "history", where)),
        statuses=frozenset(_member(Status, status, "status", where) for status in statuses),
        evidence=evidence,
        also=also,
        document=None if row.get("document") is None else _word(row, "document", where),
        verdict=None if verdict is None else _member(Verdict, verdict, "verdict", where),
        must=_words(row, "must", where),
        must_not=_words(row, "must_not", where),
    )


_FIELDS = frozenset({field.name for field in fields(Case)} - {"statuses"} | {"status", "history"})


def _word(row: dict[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ConfigurationError(text("evaluation.set.word", where=where, name=name))
    return value


def _words(row: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = row.get(name, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise ConfigurationError(text("evaluation.set.words", where=where, name=name))
    return tuple(value)


def _member(kind: type[_Member], value: Any, name: str, where: str) -> _Member:
    try:
        return kind(value)
    except ValueError as error:
        raise ConfigurationError(text("evaluation.set.member", where=where, name=name, value=value)) from error
