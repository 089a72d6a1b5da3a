"""Pages read from their picture, by Tesseract with French."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

#: Limits: seconds a page, pages a document, dots an inch.
SECONDS, PAGES, RESOLUTION = 30.0, 60, 200


def available() -> bool:
    """Tell whether Tesseract and pdftoppm are installed."""
    return all(shutil.which(tool) for tool in ("tesseract", "pdftoppm"))


def read_by_eye(path: Path, pages: Sequence[int], seconds: float = 120) -> dict[int, str]:
    """Return the text of the given pages of a PDF; pages that could not be read in time are absent."""
    if not available() or not pages:
        return {}
    deadline = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        read = pool.map(lambda number: _page(path, number, Path(folder), deadline), pages[:PAGES])
        return {number: text for number, text in zip(pages, read, strict=False) if text.strip()}


def _page(path: Path, number: int, folder: Path, deadline: float) -> str:
    picture = folder / f"page-{number}"
    place = ["-f", str(number), "-l", str(number), "-singlefile"]
    size = ["-r", str(RESOLUTION), "-scale-to", "2600"]
    draw = ["pdftoppm", *size, "-gray", *place, "-png", str(path.absolute()), str(picture)]
    read = ["tesseract", f"{picture}.png", "-", "-l", "fra", "--psm", "3"]
    try:
        _run(draw, deadline)
        return _run(read, deadline).decode("utf-8", "replace").replace("\f", "")
    except (subprocess.SubprocessError, OSError):
        return ""


def _run(command: list[str], deadline: float) -> bytes:
    """Return what a command prints; one thread each, since pages are read side by side."""
    left = min(SECONDS, deadline - time.monotonic())
    if left <= 0:
        raise subprocess.TimeoutExpired(command, left)
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(command, capture_output=True, timeout=left, check=True, env=environment).stdout
