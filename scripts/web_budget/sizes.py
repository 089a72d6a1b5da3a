"""The widget's files and what each weighs once compressed, as a reverse proxy would."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path("web/widget")
#: Bytes, gzipped, of the whole widget.
MOST = 25_000
#: What gzip does by itself; few servers compress harder what they compress on the fly.
LEVEL = 6


@dataclass(frozen=True)
class Size:
    """Bytes of a file as written and gzipped."""

    plain: int
    gzipped: int


def sizes(folder: Path = FOLDER) -> dict[str, Size]:
    """Return the size of each file of the widget, by its path in the folder."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".js", ".css"))
    return {path.relative_to(folder).as_posix(): _size(path.read_bytes()) for path in files}


def _size(content: bytes) -> Size:
    return Size(len(content), len(gzip.compress(content, LEVEL, mtime=0)))
