"""Work that outlives a request: begun once at a time, told as it goes, known to be dead when it goes silent."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.records.locks import serialise
from assistant.records.tables import Task
from assistant.records.tables.base import now

RUNNING, DONE, FAILED = "running", "done", "failed"
#: A task tells every second or so; silent for that long, its process is gone.
SILENCE = timedelta(minutes=3)


def begin(session: Session, scheme: str, kind: str, agent: int | None) -> Task | None:
    """Note that a task begins; None when one runs already for the scheme: both would write the same index."""
    serialise(session, "tasks")
    if running(session, scheme) is not None:
        return None
    task = Task(scheme=scheme, kind=kind, started_by=agent)
    session.add(task)
    session.flush()
    return task


def running(session: Session, scheme: str) -> Task | None:
    """Return the task that runs for a scheme; one that went silent no longer does."""
    task = session.scalar(
        select(Task).where(Task.scheme == scheme, Task.state == RUNNING).order_by(Task.started_at.desc()).limit(1)
    )
    return None if task is None or is_dead(task) else task


def is_dead(task: Task) -> bool:
    """Tell whether a task that says it runs has gone silent."""
    return task.state == RUNNING and now() - task.seen_at > SILENCE


def latest(session: Session, scheme: str, most: int = 10) -> list[Task]:
    """Return the latest tasks of a scheme, the newest first."""
    found = select(Task).where(Task.scheme == scheme).order_by(Task.started_at.desc(), Task.id.desc()).limit(most)
    return list(session.scalars(found))


def tell(session: Session, number: int, done: int, total: int, message: str) -> None:
    """Note how far a task is; ``message`` names its step."""
    task = session.get_one(Task, number)
    task.done, task.total, task.message, task.seen_at = done, total, message, now()


def end(session: Session, number: int, state: str, message: str) -> None:
    """Note how a task ended."""
    task = session.get_one(Task, number)
    task.state, task.message, task.ended_at, task.seen_at = state, message, now(), now()
