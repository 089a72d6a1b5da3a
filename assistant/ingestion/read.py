"""A file, read by its type into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Page
from assistant.errors import NoTextLayer, UnreadableDocument
from assistant.ingestion.markup import read_docx, read_html, read_markdown
from assistant.ingestion.pdf import read_pdf


@dataclass(frozen=True)
class Reading:
    """The pages of a file, and those that could not be read."""

    pages: tuple[Page, ...]
    left_out: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


def read_pages(path: Path, document_id: str, *, page_starts: Sequence[str] = (), seconds: int = 120) -> list[Page]:
    """Return the readable pages of a file, in order. See ``read_document``."""
    return list(read_document(path, document_id, page_starts=page_starts, seconds=seconds).pages)


def read_document(path: Path, document_id: str, *, page_starts: Sequence[str] = (), seconds: int = 120) -> Reading:
    """Read a file by its suffix.

    ``page_starts`` are the words with which page 2, 3… of a text file begin. Raises
    UnreadableDocument when the file is not what its name says, NoTextLayer when no page
    has any text.
    """
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        texts, left_out = read_pdf(path, seconds)
        pages = tuple(Page(document_id, number, text) for number, text in texts)
        if not pages:
            raise NoTextLayer(f"{path}: no page has readable text; install tesseract-ocr-fra and poppler-utils")
        warning = f"{path}: pages {', '.join(map(str, left_out))} have no readable text and are left out"
        return Reading(pages, tuple(left_out), (warning,) if left_out else ())
    text = _text(path, suffix)
    if not text.strip():
        raise NoTextLayer(f"{path}: the file holds no text")
    parts = _split(path, text, page_starts)
    return Reading(tuple(Page(document_id, number, part) for number, part in enumerate(parts, 1)))


def _text(path: Path, suffix: str) -> str:
    if suffix == ".docx":
        return read_docx(path)
    try:
        raw = path.read_bytes().decode("utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise UnreadableDocument(f"{path}: not UTF-8 text; save it as UTF-8") from error
    if "\x00" in raw:
        raise UnreadableDocument(f"{path}: not a text file (it holds NUL bytes)")
    if suffix == ".md":
        return read_markdown(raw)
    if suffix in (".html", ".htm"):
        return read_html(raw)
    if suffix == ".txt":
        return raw
    raise UnreadableDocument(f"{path}: {suffix or 'no suffix'} is not a type that can be read")


def _split(path: Path, text: str, page_starts: Sequence[str]) -> list[str]:
    """Cut at form feeds and before each of ``page_starts``, nothing lost in between."""
    parts = text.split("\f")
    for start in page_starts:
        head, found, tail = parts[-1].partition(start)
        if not found:
            raise UnreadableDocument(f"{path}: no page begins with « {start} »; correct page_starts in corpus.toml")
        parts[-1:] = [head.rstrip(), found + tail]
    return [part for part in parts if part.strip()] or [text]
