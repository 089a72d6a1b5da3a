import tracemalloc
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert

from assistant.records import export, feedback
from assistant.records.tables import Exchange
from tests.support.exchanges import Statements, ask

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


def exported(database, scheme="", until=NOW):
    return [row for batch in export.batches(database, scheme, until) for row in batch]


def filled(database, number):
    """Write exchanges of two kilobytes, several at the same moment."""
    blank = {"scheme": "", "channel": "api", "alike": "a", "status": "handoff", "index_version": "x", "took_ms": 1.0}
    rows = [
        {
            **blank,
            "id": uuid4().hex,
            "asked_at": NOW - timedelta(minutes=at // 7),
            "question": "q" * 1000,
            "answer": "r" * 1000,
        }
        for at in range(number)
    ]
    with database.writing() as session:
        session.execute(insert(Exchange), rows)


def test_every_exchange_whose_words_are_kept_is_there_once_the_oldest_first(database):
    filled(database, 2 * export.BATCH + 7)
    with database.writing() as session:
        emptied = ask(session, "Ancienne ?", at=NOW)
        emptied.question = ""
        ask(session, "Plus tard ?", at=NOW + timedelta(seconds=1))
        ask(session, "Ailleurs ?", at=NOW, scheme="autre")
    rows = exported(database)
    assert len({row.id for row in rows}) == len(rows) == 2 * export.BATCH + 7
    assert [(row.asked_at, row.id) for row in rows] == sorted((row.asked_at, row.id) for row in rows)


def test_what_the_person_thought_is_beside_what_was_asked(database):
    with database.writing() as session:
        row = ask(session, "La TVA est-elle comprise ?", at=NOW)
        feedback.give(session, "", row.id, False, feedback.Complaint.WRONG, "Non.")
        ask(session, "Une association ?", at=NOW - timedelta(days=1))
    first, second = exported(database)
    assert (first.question, first.comment, first.rating) == ("Une association ?", None, None)
    assert (second.question, second.comment, second.rating) == ("La TVA est-elle comprise ?", "Non.", "wrong")


def test_each_batch_is_read_by_itself_and_no_connection_is_held_between(database):
    filled(database, 2 * export.BATCH)
    batches = export.batches(database, "", NOW)
    with Statements(database) as run:
        next(batches)
    assert len(run) == 1
    assert database.engine.pool.checkedout() == 0
    assert sum(len(batch) for batch in batches) == export.BATCH


@pytest.mark.parametrize("batches", [2, 12])
def test_the_memory_that_it_takes_does_not_grow_with_the_number_of_exchanges(database, batches):
    filled(database, batches * export.BATCH)
    exported_once = sum(len(batch) for batch in export.batches(database, "", NOW))
    tracemalloc.start()
    for _ in export.batches(database, "", NOW):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert exported_once == batches * export.BATCH
    assert peak < 6_000_000  # 500 rows of 2 kB, as the driver and the session hold them; 6 000 rows are 12 MB of text
