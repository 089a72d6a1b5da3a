"""Who did what, in lines that are only ever added: each holds the digest of the one before it.

A line changed, taken out, put in or moved no longer agrees with its neighbours, and the place where the chain ends
is written down apart: ``chain.verify`` tells. Whoever can write the whole database could write the whole chain anew;
that is what noting the last digest elsewhere is for (``assistant doctor`` prints it).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from assistant.records.locks import serialise
from assistant.records.tables import JournalLine, Option
from assistant.records.tables.base import now

#: Who acts when no agent does.
SYSTEM = "system"
#: The option that says where the chain ends.
HEAD = ("", "journal.head")


@dataclass(frozen=True)
class Wanted:
    """Which lines: of an actor, of an action, from a moment on, before a moment."""

    actor: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


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
    session.merge(Option(scheme=HEAD[0], name=HEAD[1], value={"number": line.number, "digest": line.digest}))
    session.flush()
    return line


def head(session: Session) -> tuple[int, str]:
    """Return the number and the digest of the last line, as written down apart; 0 when nothing was."""
    option = session.get(Option, HEAD)
    value = option.value if option and isinstance(option.value, dict) else {}
    return value.get("number", 0), value.get("digest", "")


def lines(session: Session, wanted: Wanted, below: int | None = None, most: int = 50) -> list[JournalLine]:
    """Return the latest lines that are wanted, those below a number when it is given."""
    query = select(JournalLine).order_by(JournalLine.number.desc()).limit(most)
    if wanted.actor:
        query = query.where(JournalLine.actor == wanted.actor)
    if wanted.action:
        query = query.where(JournalLine.action == wanted.action)
    if wanted.since is not None:
        query = query.where(JournalLine.number >= _first(session, wanted.since))
    if wanted.until is not None:
        end = _first(session, wanted.until)
        below = end if below is None else min(below, end)
    if below is not None:
        query = query.where(JournalLine.number < below)
    return list(session.scalars(query))


def _first(session: Session, moment: datetime) -> int:
    """Return the number of the first line of a moment: numbers follow time, and have the indexes."""
    query = select(JournalLine.number).where(JournalLine.at >= moment).order_by(JournalLine.at).limit(1)
    number = session.scalar(query)
    return number if number is not None else 2**31 - 1


def digest(line: JournalLine | Row[Any]) -> str:
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
