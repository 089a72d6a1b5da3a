"""Evaluations kept, so that a version can be compared with the one in service, and the questions added to the set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.records.tables import EvaluationRun


def keep(
    session: Session, scheme: str, index_version: str, summary: Mapping[str, Any], run: str, task: int | None
) -> EvaluationRun:
    """Keep a run: ``summary`` is what lists show of it, ``run`` the whole of it as saved by the evaluation."""
    row = EvaluationRun(scheme=scheme, index_version=index_version, summary=dict(summary), run=run, task_id=task)
    session.add(row)
    session.flush()
    return row


def latest(session: Session, scheme: str, most: int = 20) -> list[EvaluationRun]:
    """Return the latest runs of a scheme, the newest first, without their scores."""
    return list(
        session.scalars(
            select(EvaluationRun).where(EvaluationRun.scheme == scheme).order_by(EvaluationRun.id.desc()).limit(most)
        )
    )


def of_number(session: Session, scheme: str, number: int) -> EvaluationRun | None:
    """Return a run of a scheme by its number."""
    return session.scalar(select(EvaluationRun).where(EvaluationRun.scheme == scheme, EvaluationRun.id == number))


def of_version(session: Session, scheme: str, version: str) -> EvaluationRun | None:
    """Return the latest run on a version of the index."""
    same = EvaluationRun.scheme == scheme, EvaluationRun.index_version == version
    return session.scalar(select(EvaluationRun).where(*same).order_by(EvaluationRun.id.desc()).limit(1))
