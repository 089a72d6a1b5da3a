"""Writers one after another, where each must see what the one before it wrote."""

from __future__ import annotations

import hashlib

from sqlalchemy import text
from sqlalchemy.orm import Session


def serialise(session: Session, name: str) -> None:
    """Wait for other transactions that asked for the same name, until this one ends.

    SQLite has one writer at a time already.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
