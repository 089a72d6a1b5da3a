"""``python -m assistant.tasks NUMBER``: run a task that the records hold, with the settings of the environment."""

from __future__ import annotations

import logging
import os
import sys

from assistant.errors import AssistantError
from assistant.records import tasks
from assistant.records.database import Database, open_database
from assistant.records.tables import Task
from assistant.settings import read_settings
from assistant.tasks.release import Ending, evaluation, release
from assistant.tasks.telling import Telling
from assistant.texts import text

log = logging.getLogger(__name__)

WORK = {"release": release, "evaluation": evaluation}
#: Those who ask go first.
NICE = 10


def main() -> int:
    """Run the task and note how it ended, whatever happened."""
    number = int(sys.argv[1])
    settings = read_settings()
    database = open_database(settings.database)
    with database.reading() as session:
        task = session.get_one(Task, number)
        kind, scheme = task.kind, task.scheme
    os.nice(NICE)
    try:
        ending = WORK[kind](settings, database, scheme, number, Telling(database, number))
    except AssistantError as error:
        ending = Ending(tasks.FAILED, " ".join(str(error).split()))
    except Exception:
        log.exception("task %s", number)
        ending = Ending(tasks.FAILED, text("tasks.failed"))
    finish(database, number, ending)
    return 0 if ending.state == tasks.DONE else 1


def finish(database: Database, number: int, ending: Ending) -> None:
    """Note how a task ended."""
    with database.writing() as session:
        tasks.end(session, number, ending.state, ending.message)


if __name__ == "__main__":
    raise SystemExit(main())
