"""Pages read from their picture, by Tesseract with French."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

#: Limits: seconds a page, pages a document, dots an inch.
SECONDS, PAGES, RESOLUTION = 30, 60, 200


def available() -> bool:
    """Tell whether Tesseract and pdftoppm are installed."""
    return all(shutil.which(tool) for tool in ("tesseract", "pdftoppm"))


def read_by_eye(path: Path, pages: Sequence[int]) -> dict[int, str]:
    """Return the text of the given pages of a PDF; pages that could not be read are absent."""
    if not available():
        return {}
    texts = {}
    with tempfile.TemporaryDirectory() as folder:
        for number in pages[:PAGES]:
            text = _page(path, number, Path(folder))
            if text.strip():
                texts[number] = text
    return texts


def _page(path: Path, number: int, folder: Path) -> str:
    picture = folder / f"page-{number}"
    place = ["-f", str(number), "-l", str(number), "-singlefile"]
    draw = ["pdftoppm", "-r", str(RESOLUTION), "-gray", "-scale-to", "2600", *place, "-png", str(path), str(picture)]
    read = ["tesseract", f"{picture}.png", "-", "-l", "fra", "--psm", "3"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        subprocess.run(draw, capture_output=True, timeout=SECONDS, check=True)
        done = subprocess.run(read, capture_output=True, timeout=SECONDS, check=True, env=environment)
    except (subprocess.SubprocessError, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace").replace("\f", "")
