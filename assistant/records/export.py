"""All exchanges of a scheme, to be taken away: read a batch at a time, so that no number of them fills the memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select

from assistant.records.database import Database
from assistant.records.tables import Exchange, Feedback

#: What makes a spreadsheet take a text for a formula, in the forms that it also reads as such.
FORMULA = "=+-@\t\r\n＝＋－＠"
#: Exchanges read at once.
BATCH = 500
COLUMNS = (
    Exchange.id,
    Exchange.asked_at,
    Exchange.channel,
    Exchange.question,
    Exchange.status,
    Exchange.reason,
    Exchange.topic,
    Exchange.answer,
    Exchange.rating,
    Feedback.comment,
    Exchange.handled_at,
    Exchange.index_version,
)


def batches(database: Database, scheme: str, until: datetime) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    """Return the exchanges whose words are kept, the oldest first, as they are up to a moment.

    Each batch is a transaction of its own: whoever downloads slowly holds no connection and no lock.
    """
    kept = Exchange.scheme == scheme, Exchange.question != "", Exchange.asked_at <= until
    rows = select(*COLUMNS).outerjoin(Feedback).where(*kept).order_by(Exchange.asked_at, Exchange.id).limit(BATCH)
    wanted = rows
    while True:
        with database.reading() as session:
            found = session.execute(wanted).all()
        if found:
            yield found
        if len(found) < BATCH:
            return
        at, last = found[-1].asked_at, found[-1].id
        wanted = rows.where(Exchange.asked_at >= at, or_(Exchange.asked_at > at, Exchange.id > last))
