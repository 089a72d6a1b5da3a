"""Who did what, in lines that are only ever added: each holds the digest of the one before it.

A line changed, taken out, put in or moved no longer agrees with its neighbours, and the place where the chain ends
is written down apart: ``verify`` tells. Whoever can write the whole database could write the whole chain anew; that
is what noting the last digest elsewhere is for (``assistant doctor`` prints it).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.records.locks import serialise
from assistant.records.tables import JournalLine
from assistant.records.tables.base import now

#: Who acts when no agent does.
SYSTEM = "system"


def write(
    session: Session, scheme: str, actor: str, action: str, target: str, details: Mapping[str, Any] | None = None
) -> JournalLine:
    """Add a line and return it; nothing of what persons wrote belongs in its details.

    Write it last: on PostgreSQL those who write a line after this one wait until the transaction ends.
    """
    serialise(session, "journal")
    last = session.scalar(select(JournalLine).order_by(JournalLine.number.desc()).limit(1))
    line = JournalLine(
        number=last.number + 1 if last else 1,
        at=now(),
        scheme=scheme,
        actor=actor,
        action=action,
        target=target[:120],
        details=json.loads(json.dumps(dict(details or {}), allow_nan=False)),
        previous=last.digest if last else "",
    )
    line.digest = digest(line)
    session.add(line)
    session.flush()
    return line


def digest(line: JournalLine) -> str:
    """Return the SHA-256 of all that a line says, the digest of the line before included."""
    said = {
        "number": line.number,
        "at": line.at.isoformat(timespec="microseconds"),
        "scheme": line.scheme,
        "actor": line.actor,
        "action": line.action,
        "target": line.target,
        "details": line.details,
        "previous": line.previous,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
