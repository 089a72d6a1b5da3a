"""A database filled as one that has served for a year: exchanges, feedback, hand-offs, FAQ entries, journal."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from assistant.records.database import Database
from assistant.records.tables import CitationRow, Exchange, Feedback, HandoffRow, StatementRow
from assistant.records.work import Work
from scripts.console.rows import Template, Varied

BATCH = 5000


def fill(database: Database, templates: Sequence[Template], number: int, now: datetime, days: int = 365) -> None:
    """Write that many exchanges of the last ``days``, and what comes with them."""
    varied = Varied(templates, now, days)
    draw = random.Random(11)  # noqa: S311
    for start in range(0, number, BATCH):
        size = min(BATCH, number - start)
        rows: dict[Any, list[dict[str, Any]]] = {
            table: [] for table in (Exchange, StatementRow, CitationRow, Feedback, HandoffRow)
        }
        for exchange, template in varied.batch(size):
            _thought(exchange, rows[Feedback], draw)
            _handed(exchange, rows[HandoffRow], now, draw)
            own = {"exchange_id": exchange["id"]}
            rows[Exchange].append(exchange)
            rows[StatementRow] += [{**statement, **own} for statement in template.statements]
            rows[CitationRow] += [{**citation, **own} for citation in template.citations]
        with database.writing() as session:
            for table, lines in rows.items():
                if lines:
                    session.execute(insert(table), lines)


def _thought(exchange: dict[str, Any], feedback: list[dict[str, Any]], draw: random.Random) -> None:
    """One answer in eight is rated, one of these in four badly."""
    if draw.random() > 0.125:
        return
    helpful = draw.random() > 0.25
    reason = None if helpful else draw.choice(("wrong", "incomplete", "off_subject", "unclear", "other"))
    comment = "" if helpful else draw.choice(("", "Cela ne répond pas à ma question.", "Trop long."))
    given = exchange["asked_at"] + timedelta(minutes=draw.random() * 30)
    said = {"helpful": helpful, "reason": reason, "comment": comment, "given_at": given}
    feedback.append({"exchange_id": exchange["id"], **said})
    if not helpful:
        exchange["work"] = Work.BOTH if exchange["work"] == Work.UNANSWERED else Work.RATED


def _handed(exchange: dict[str, Any], handoffs: list[dict[str, Any]], now: datetime, draw: random.Random) -> None:
    """One unanswered question in ten is transmitted; those of the last week still wait."""
    if exchange["status"] == "answered" or draw.random() > 0.1:
        return
    waits = exchange["asked_at"] > now - timedelta(days=7)
    replied_at = None if waits else exchange["asked_at"] + timedelta(hours=draw.random() * 120)
    code = hashlib.sha256(exchange["id"].encode()).hexdigest()
    email = "mairie@exemple.fr" if draw.random() < 0.6 else None
    told = {"email": email, "consent_at": exchange["asked_at"] if email else None}
    ended = {"state": "waiting" if waits else "replied", "reply": None if waits else "Oui, jusqu’au 30 juin."}
    handoffs.append(
        {
            "scheme": exchange["scheme"],
            "receipt": code,
            "exchange_id": exchange["id"],
            "asked_at": exchange["asked_at"],
            "question": exchange["question"],
            "alike": exchange["alike"],
            "summary": "",
            "closing": None,
            "replied_at": replied_at,
            **told,
            **ended,
        }
    )
    if not waits:
        exchange["handled_at"] = replied_at
