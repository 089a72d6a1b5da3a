"""A task begun: noted, then run by a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from assistant.records import tasks
from assistant.records.database import Database
from assistant.records.tables import Task
from assistant.settings import Settings, environment_of


def launch(database: Database, settings: Settings, scheme: str, kind: str, agent: int | None) -> Task | None:
    """Begin a task for a scheme, whose settings these are; None when one is running already.

    It tells the records how it ends, and goes on if the service stops.
    """
    with database.writing() as session:
        task = tasks.begin(session, scheme, kind, agent)
    if task is None:
        return None
    environment = {**os.environ, **environment_of(settings), "ASSISTANT_DATABASE": address_of(database)}
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant.tasks", str(task.id)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        threading.Thread(target=process.wait, daemon=True).start()
    except OSError as error:
        with database.writing() as session:
            tasks.end(session, task.id, tasks.FAILED, str(error))
    return task


def address_of(database: Database) -> str:
    """Return the address of a database, its password included: for our own process only."""
    return database.engine.url.render_as_string(hide_password=False)
