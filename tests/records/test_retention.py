from datetime import timedelta
from pathlib import Path

from assistant.records import handoffs
from assistant.records.handoffs import Transmission
from assistant.records.retention import Retention, purge
from assistant.records.tables import Exchange, HandoffRow, LoginFailure, StatementRow
from assistant.records.tables.base import now

DAY = timedelta(days=1)


def test_texts_go_first_then_what_was_counted(database, keep):
    old = keep("Texte ancien", 1, at=now() - 31 * DAY, conversation="0123456789abcdef")
    recent = keep("Texte récent", 2, at=now() - 29 * DAY)
    ancient = keep("Texte très ancien", 3, at=now() - 366 * DAY)
    counts = purge(database, Retention())
    assert (counts["texts"], counts["exchanges"]) == (2, 1)
    with database.reading() as session:
        emptied = session.get(Exchange, old)
        assert (emptied.question, emptied.answer, emptied.history, emptied.steps) == ("", "", [], [])
        assert (emptied.conversation, emptied.status, emptied.topic) == (None, "answered", "rate")
        assert session.get(Exchange, recent).question == "Texte récent"
        assert session.get(Exchange, ancient) is None
        assert {row.exchange_id for row in session.query(StatementRow)} == {recent}
    assert purge(database, Retention())["texts"] == 0


def test_a_hand_off_is_kept_from_its_reply_on(database):
    with database.writing() as session:
        waiting, replied, expired = (handoffs.transmit(session, "", Transmission("Q"))[0] for _ in range(3))
        for row in (replied, expired):
            row.asked_at = now() - 300 * DAY
        replied.replied_at = now() - 100 * DAY
        kept = {waiting.id, replied.id}
    assert purge(database, Retention())["handoffs"] == 1
    with database.reading() as session:
        assert {row.id for row in session.query(HandoffRow)} == kept


def test_wrong_passwords_are_forgotten_after_a_day(database):
    with database.writing() as session:
        session.add_all([LoginFailure(key="k", failed_at=now() - 2 * DAY), LoginFailure(key="k")])
    assert purge(database, Retention())["failures"] == 1


def test_nothing_of_an_expired_text_is_left_in_a_file_of_sqlite(tmp_path, database, keep):
    keep("canari-4f1c", 1, at=now() - 31 * DAY)
    purge(database, Retention())
    if database.engine.dialect.name == "sqlite":
        name = database.engine.url.database
        for file in (name, f"{name}-wal"):
            assert b"canari-4f1c" not in Path(file).read_bytes()
