"""PDF pages, read by pypdf in a process of its own that can be killed.

A hostile or broken file may take minutes and gigabytes: the budget is one for the whole
document, enforced from outside; OCR has as much again.
"""

from __future__ import annotations

import json
from pathlib import Path

from assistant.errors import UnreadableDocument
from assistant.ingestion.legibility import agrees, is_french
from assistant.ingestion.ocr import read_by_eye
from assistant.ingestion.worker import run_worker, why_it_failed

#: Limits of the reading process: bytes of memory, pages, characters a page.
MEMORY, PAGES, CHARACTERS = 2 << 30, 500, 2_000_000


def read_pdf(path: Path, seconds: int) -> tuple[list[tuple[int, str]], list[int]]:
    """Return (number, text) of the readable pages, and the numbers of those left out.

    A page without French text goes to OCR; it is left out when OCR is missing or reads
    no French there. Raises UnreadableDocument for what is not a PDF, encrypted, or over the limits.
    """
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise UnreadableDocument(f"{path}: {error.strerror}") from error
    if not head.lstrip().startswith(b"%PDF"):
        raise UnreadableDocument(f"{path}: not a PDF file")
    late = f"{path}: reading took over {seconds} s; print it to a new PDF"
    done = run_worker("assistant.ingestion.pdf_worker", (path, MEMORY, seconds, PAGES), seconds, late)
    if done.returncode:
        raise UnreadableDocument(f"{path}: {why_it_failed(done, 'the reader')}")
    texts: list[str] = [text[:CHARACTERS] for text in json.loads(done.stdout)]
    unread = [number for number, text in enumerate(texts, 1) if not is_french(text)]
    seen = read_by_eye(path, unread, seconds)
    pages = []
    left_out = []
    for number, text in enumerate(texts, 1):
        words = text if number not in unread else _chosen(text, seen.get(number, ""))
        if words:
            pages.append((number, words))
        else:
            left_out.append(number)
    return pages, left_out


def _chosen(layer: str, seen: str) -> str:
    """Return the text layer when the picture bears it out, else what was seen if it is French, else nothing."""
    if agrees(layer, seen):
        return layer
    return seen if is_french(seen) else ""
