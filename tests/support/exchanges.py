"""Exchanges, feedback and hand-offs written as the service writes them, for tests of what is made of them."""

from threading import current_thread
from uuid import uuid4

from sqlalchemy import event

from assistant.domain import Answer, Contact, Decision, Handoff, Question, Reason, Status
from assistant.records import exchanges, handoffs
from assistant.records.handoffs import Transmission
from assistant.records.tables.base import day_of
from assistant.service.upkeep import THREAD

CONTACT = Handoff(Contact("Mme Exemple", "directrice", "contact@exemple.fr"), "mailto:contact@exemple.fr")


def ask(session, words, status=Status.HANDOFF, reason=None, *, at=None, topic="", scheme="", **told):
    """Write an exchange down; unless told otherwise, one that no document answers. Return its row."""
    reason = Reason.NO_EVIDENCE if status is Status.HANDOFF and reason is None else reason
    answer = Answer(
        uuid4().hex,
        status,
        told.pop("answer", "La préfecture peut vous répondre."),
        reason,
        handoff=CONTACT,
        index_version="0123456789ab",
        topics=(topic,),
        decisions=(Decision(words, status, reason, topic),),
        **told,
    )
    row = exchanges.add(session, scheme, Question(words), answer, "api")
    if at is not None:
        row.asked_at, row.day = at, day_of(at)
    session.flush()
    return row


def hand_over(session, words, *, at=None, exchange=None, scheme="", email=None):
    """Transmit a question; return the hand-off."""
    sent = Transmission(words, email=email, answer_id=exchange.id if exchange else None)
    row, _ = handoffs.transmit(session, scheme, sent)
    if at is not None:
        row.asked_at = at
    session.flush()
    return row


class Statements:
    """The statements that a database runs while it is watched: ``with Statements(database) as run: …; len(run)``.

    Those of the work that the service does beside are left out: it has its own hours.
    """

    def __init__(self, database):
        self._engine = database.engine
        self._seen = []

    def __enter__(self):
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self._seen

    def __exit__(self, *failure):
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, connection, cursor, statement, *rest):
        if not statement.startswith("BEGIN") and not current_thread().name.startswith(THREAD):
            self._seen.append(statement)


def reads_of(database, statement):
    """Return how the database says that it will read."""
    with database.reading() as session:
        compiled = statement.compile(session.connection(), compile_kwargs={"literal_binds": True})
        explain = "EXPLAIN QUERY PLAN" if database.engine.dialect.name == "sqlite" else "EXPLAIN"
        session.connection().exec_driver_sql(
            "SET enable_seqscan = off" if database.engine.dialect.name == "postgresql" else "SELECT 1"
        )
        return " ".join(str(row) for row in session.connection().exec_driver_sql(f"{explain} {compiled}"))
