"""What erased rows leave in the files of a SQLite database, taken out of them.

``secure_delete`` overwrites a row where it lies, but not the copies that SQLite leaves in the free space of its pages
when it moves rows between them (one value in ten thousand, measured), nor the log, nor the copy made before an upgrade.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from assistant.records.database import Database

#: Bytes up to which a file is rewritten while a person waits (a second or two); a larger one waits for the purge.
AT_ONCE = 128 * 1024 * 1024


def overwrite(database: Database, *, whole: bool = False) -> bool:
    """Leave nothing of what was erased in a SQLite file and its log; tell whether that could be done now.

    The file is rewritten (the log holds nothing then), which ``whole`` asks for whatever its size. Somebody who reads
    meanwhile keeps the log from being emptied, and a full disk the file from being rewritten: try again later.
    """
    name = file_of(database)
    if name is None:
        return True
    rewritten = whole or name.stat().st_size <= AT_ONCE
    connection = database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        if rewritten:
            cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        emptied = cursor.fetchone() == (0, 0, 0)
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return rewritten and emptied


def discard_copies(database: Database, before: float | None = None) -> int:
    """Delete the copies made before upgrades, or those older than a moment (in seconds); return how many."""
    name = file_of(database)
    if name is None:
        return 0
    copies = [copy for copy in name.parent.glob(f"{name.name}.before-*") if before is None or _age(copy) < before]
    for copy in copies:
        copy.unlink(missing_ok=True)
    return len(copies)


def file_of(database: Database) -> Path | None:
    """Return the file of a SQLite database, None for any other."""
    name = database.engine.url.database
    return Path(name) if database.engine.dialect.name == "sqlite" and name and name != ":memory:" else None


def _age(copy: Path) -> float:
    return copy.stat().st_mtime
