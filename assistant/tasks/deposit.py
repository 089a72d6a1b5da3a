"""A document brought in from the console: checked, named by us, then added as ``assistant corpus add`` does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from assistant.ingestion.corpus import SUFFIXES, slug
from assistant.settings import Settings, environment_of
from assistant.texts import text

#: What the files of a type begin with; the others are text.
BEGINNINGS = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04"}
COMMAND = (sys.executable, "-c", "from assistant.cli import main; main()", "corpus", "add")
#: Seconds beyond those that one document may take, for what comes around it.
MARGIN = 60


@dataclass(frozen=True)
class Deposit:
    """A file as a person sent it, and what they said of it; ``replaces`` is a document's id, or empty."""

    name: str
    data: bytes
    title: str = ""
    day: date | None = None
    replaces: str = ""


def fault_of(sent: Deposit) -> str:
    """Return why a file can't be taken, nothing when it can."""
    suffix = PurePosixPath(sent.name).suffix.lower()
    if suffix not in SUFFIXES:
        return text("corpus.fault.suffix", known=", ".join(SUFFIXES))
    if not sent.data.strip():
        return text("corpus.fault.empty")
    beginning = BEGINNINGS.get(suffix)
    if beginning is None:
        return "" if _is_text(sent.data) else text("corpus.fault.not_text")
    return "" if sent.data.startswith(beginning) else text("corpus.fault.other_type", suffix=suffix)


def deposit(settings: Settings, sent: Deposit) -> str:
    """Add a document to the corpus of a scheme; return why it could not be, nothing when it was.

    In a process of its own, with the time that a document may take: a file can be made to exhaust whoever reads it.
    The folder of the corpus then differs from the index until this is brought up to date.
    """
    path = PurePosixPath(sent.name.replace("\\", "/"))
    options = {"--title": sent.title, "--date": sent.day.isoformat() if sent.day else "", "--replaces": sent.replaces}
    given = [word for name, value in options.items() if value for word in (name, value)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{slug(path.stem)[:80]}{path.suffix.lower()}"
        file.write_bytes(sent.data)
        try:
            done = subprocess.run(
                [*COMMAND, str(file), *given],
                env={**os.environ, **environment_of(settings)},
                capture_output=True,
                text=True,
                timeout=settings.pdf_seconds + MARGIN,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return text("corpus.fault.slow")
    if done.returncode == 0:
        return ""
    return _told(done.stderr, file.name) or text("tasks.failed")


def _told(failure: str, name: str) -> str:
    """Return the command's one line without where files lie on our disk."""
    return re.sub(rf"\S*/(?={re.escape(name)})", "", " ".join(failure.split()))[:500]


def _is_text(data: bytes) -> bool:
    try:
        return "\x00" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
