"""Documents, pages and passages as lines of JSON: readable by a person, loaded without running code."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain import Document, Origin, Page, Passage, Run
from assistant.retrieval.storage import write

DOCUMENTS, PAGES, PASSAGES = "documents.jsonl", "pages.jsonl", "passages.jsonl"


def save(folder: Path, documents: Iterable[Document], pages: Iterable[Page], passages: Iterable[Passage]) -> None:
    """Write the three files of a version."""
    _write_rows(folder / DOCUMENTS, ({**asdict(d), "date": d.date.isoformat()} for d in documents))
    _write_rows(folder / PAGES, (asdict(page) for page in pages))
    _write_rows(folder / PASSAGES, (_row(passage) for passage in passages))


def load_documents(folder: Path, document: str | None = None) -> dict[str, Document]:
    """Return the documents of a version, or the one asked for, by id in the order of the corpus."""
    rows = (row for row in _read_rows(folder / DOCUMENTS, document) if document in (None, row["id"]))
    documents = (
        Document(**{**row, "date": date.fromisoformat(row["date"]), "origin": Origin(row["origin"])}) for row in rows
    )
    return {document.id: document for document in documents}


def load_pages(folder: Path, document: str | None = None) -> dict[tuple[str, int], Page]:
    """Return the pages of a version, or of one document in it, by document and number."""
    pages = (Page(**row) for row in _read_rows(folder / PAGES, document))
    return {(page.document_id, page.number): page for page in pages if document in (None, page.document_id)}


def load_passages(folder: Path, document: str | None = None) -> list[Passage]:
    """Return the passages of a version, or of one document in it, in the order of the documents."""
    return [
        Passage(
            id=row["id"],
            document_id=row["document_id"],
            text=row["text"],
            runs=tuple(Run(*run) for run in row["runs"]),
            headings=tuple(row["headings"]),
            sentences=tuple((start, end) for start, end in row["sentences"]),
        )
        for row in _read_rows(folder / PASSAGES, document)
        if document in (None, row["document_id"])
    ]


def _row(passage: Passage) -> dict[str, Any]:
    runs = [[run.at, run.page, run.start, run.length] for run in passage.runs]
    return {**asdict(passage), "runs": runs}


def _write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    write(path, "".join(json.dumps(row, ensure_ascii=True) + "\n" for row in rows).encode())


def _read_rows(path: Path, naming: str | None = None) -> list[dict[str, Any]]:
    """Return the rows of a file; only lines that hold the identifier ``naming`` are worth reading when it is given."""
    mark = "" if naming is None else json.dumps(naming)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if mark in line]
