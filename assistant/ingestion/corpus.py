"""A corpus folder: one scheme, its contact and its texts.

``corpus.toml`` may be as short as a title: the files of ``documents/`` are then taken as
they are. What it records of a file (title, date, sha256, where pages begin) is trusted
only as far as the file still matches.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from assistant.domain import Contact, Document, Origin
from assistant.errors import CorpusError

#: File types that ingestion reads.
SUFFIXES = (".md", ".txt", ".html", ".htm", ".docx", ".pdf")


@dataclass(frozen=True)
class Entry:
    """A document of the corpus, the file that holds it, and the words its later pages begin with."""

    document: Document
    file: Path
    page_starts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Corpus:
    """A scheme and its documents."""

    id: str
    title: str
    territory: str
    contact: Contact | None
    documents: tuple[Entry, ...]

    def document(self, name: str) -> Entry | None:
        """Return the entry of a document, None when there is none."""
        return next((entry for entry in self.documents if entry.document.id == name), None)


def load_corpus(folder: Path) -> Corpus:
    """Read a corpus folder.

    Raises CorpusError, one line, naming the file and the entry at fault.
    """
    path = folder / "corpus.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise CorpusError(f"{path}: no such file; a corpus folder needs a corpus.toml") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CorpusError(f"{path}: {error}") from error
    scheme = {**table, **table.get("scheme", {})}
    if not isinstance(scheme.get("title"), str):
        raise CorpusError(f'{path}: no title; add title = "…"')
    listed = [_listed(folder, path, row, n) for n, row in enumerate(table.get("document", []), 1)]
    entries = tuple(listed or _found(folder))
    if not entries:
        raise CorpusError(f"{folder / 'documents'}: no document; put a text or a PDF there")
    ids = [entry.document.id for entry in entries]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice:
        raise CorpusError(f"{path}: two documents are called {twice!r}")
    return Corpus(
        id=str(scheme.get("id") or slug(scheme["title"])),
        title=scheme["title"],
        territory=str(scheme.get("territory", "")),
        contact=_contact(path, table.get("contact")),
        documents=entries,
    )


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def slug(text: str) -> str:
    """Return ``text`` as an identifier: "Aide n°2 (été)" -> "aide-n-2-ete"."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", flat).strip("-") or "document"


def _contact(path: Path, row: dict[str, Any] | None) -> Contact | None:
    if row is None:
        return None
    if not row.get("name") or not row.get("email"):
        raise CorpusError(f"{path}: [contact] needs a name and an email")
    return Contact(row["name"], row.get("role", ""), row["email"], row.get("document", ""), row.get("quote", ""))


def _listed(folder: Path, path: Path, row: dict[str, Any], number: int) -> Entry:
    where = f"{path}: document {row.get('id', number)!r}"
    missing = [key for key in ("id", "title", "path") if not isinstance(row.get(key), str)]
    if missing:
        raise CorpusError(f"{where} has no {missing[0]}")
    file = folder / row["path"]
    if not file.resolve().is_relative_to(folder.resolve()):
        raise CorpusError(f"{where}: {row['path']} is outside the corpus folder")
    if not file.is_file():
        raise CorpusError(f"{where}: no file {file}")
    dated = row.get("date")
    if not isinstance(dated, date):
        raise CorpusError(f"{where} has no date; write date = 2021-04-14")
    try:
        origin = Origin(row.get("origin", "official"))
    except ValueError as error:
        raise CorpusError(f"{where}: origin must be official, synthesis or faq") from error
    document = Document(
        id=row["id"],
        title=row["title"],
        issuer=row.get("issuer", ""),
        date=dated,
        origin=origin,
        path=row["path"],
        sha256=row.get("sha256", ""),
        stands_in_for=row.get("stands_in_for"),
    )
    return Entry(document, file, tuple(row.get("page_starts", ())))


def _found(folder: Path) -> list[Entry]:
    """Take the files of ``documents/`` as they are; their date is the file's."""
    entries = []
    for file in sorted((folder / "documents").glob("*")):
        if file.suffix.lower() not in SUFFIXES or not file.is_file():
            continue
        title = re.sub(r"[_\s-]+", " ", file.stem).strip()
        dated = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).date()
        path = str(file.relative_to(folder))
        document = Document(slug(file.stem), title, "", dated, Origin.OFFICIAL, path, sha256_of(file))
        entries.append(Entry(document, file))
    return entries
