"""Rows with something to look for in each of their texts."""

import random
import uuid
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select

from assistant.records.tables import (
    CitationRow,
    Exchange,
    FaqEntry,
    FaqVersion,
    Feedback,
    HandoffRow,
    OutgoingMail,
    StatementRow,
)

START = datetime(2026, 1, 1, tzinfo=UTC)


def exchange(session, mark, scheme="", conversation=None, **more):
    """Keep an exchange each of whose texts holds ``mark``; return it."""
    row = Exchange(
        id=uuid.uuid4().hex, scheme=scheme, conversation=conversation, channel="page",
        question=f"{mark} question", history=[f"{mark} history"], alike=f"{mark} alike",
        status="handoff", answer=f"{mark} answer", index_version="v1", took_ms=1.0,
        parts=[{"question": f"{mark} part", "status": "handoff"}], steps=[{"name": "x", "outcome": f"{mark} step"}],
        hits=[{"passage": f"{mark} hit"}], decisions=[{"part": f"{mark} decision"}],
        statements=[StatementRow(number=0, text=f"{mark} statement", citations=[
            CitationRow(number=0, document="d", origin="official", page=1, start=0, end=1, quote=f"{mark} quote",
                        url=f"/documents/{mark}")])],
        feedback=Feedback(helpful=False, reason="wrong", comment=f"{mark} comment"), **more,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def about(session, row, mark):
    """Add to a hand-off what comes with time: a mail, a reply, a FAQ draft; each text holds ``mark``."""
    row.reply, row.email = f"{mark} reply", f"{mark}@exemple.fr"
    session.add(OutgoingMail(
        scheme=row.scheme, handoff_id=row.id, recipient=f"{mark}@exemple.fr", subject=f"{mark} subject",
        body=f"{mark} body", failure=f"{mark} failure"))  # fmt: skip
    version = FaqVersion(
        number=1, question=f"{mark} faq", phrasings=[f"{mark} phrasing"], answer=f"{mark} said",
        words=f"{mark} words", note=f"{mark} note",
    )  # fmt: skip
    session.add(FaqEntry(scheme=row.scheme, handoff_id=row.id, versions=[version]))
    session.flush()


def crowd(database, seed, mark, size=400):
    """Keep exchanges of every length, each marked with ``mark`` and its number; return the ids of nine in ten."""
    draw = random.Random(seed)

    def words(number):
        return f"{mark}{number:04d}" + "x" * draw.choice([10, 200, 1500, 6000])

    ids = [f"{draw.getrandbits(128):032x}" for _ in range(size)]
    for number, name in enumerate(ids):
        with database.writing() as session:
            row = {
                "id": name, "scheme": "", "channel": "page", "asked_at": START + timedelta(seconds=number),
                "question": words(number), "history": [words(number)], "alike": f"{mark}{number:04d}x{name}",
                "status": "x", "answer": words(number), "index_version": "v", "took_ms": 1.0, "hits": [words(number)],
                "parts": [], "steps": [], "topic": "",
            }  # fmt: skip
            session.execute(insert(Exchange), [row])
            said = [{"exchange_id": name, "number": at, "text": words(number)} for at in range(3)]
            session.execute(insert(StatementRow), said)
    draw.shuffle(ids)
    return ids[: size - size // 10]


def handoffs(database):
    """Return the hand-offs that are kept."""
    with database.reading() as session:
        return session.scalars(select(HandoffRow).order_by(HandoffRow.id)).all()


def found(mark, *, database=None, folder=None):
    """Return where ``mark`` is still to be found: rows of any table, files of a folder."""
    rows = []
    if database is not None:
        with database.reading() as session:
            for table in HandoffRow.metadata.sorted_tables:
                rows += [(table.name, row) for row in session.execute(select(table)) if mark in str(tuple(row))]
    files = [path for path in folder.rglob("*") if path.is_file()] if folder is not None else []
    return rows + [path for path in files if mark.encode() in path.read_bytes()]
