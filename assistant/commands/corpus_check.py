"""What is wrong with a corpus and its index, all of it at once rather than the first fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from assistant.answering.citations import Library
from assistant.domain import Page, Passage
from assistant.errors import CorpusError, IndexMissing, RetrievalError
from assistant.ingestion.corpus import Corpus, load_corpus, sha256_of
from assistant.ingestion.passages import cut
from assistant.ingestion.read import read_document
from assistant.retrieval.build import silent_pages
from assistant.retrieval.snapshot import open_snapshot
from assistant.rules.tables import load_tables
from assistant.texts import text
from assistant.wiring import check_tables


@dataclass
class Report:
    """Findings are to be corrected; notes are good to know."""

    documents: int = 0
    pages: int = 0
    findings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def examine(folder: Path, index: Path, pdf_seconds: int) -> Report:
    """Check the files, their recorded hashes, the tables' quotes and the index.

    Raises CorpusError when ``corpus.toml`` itself can't be used.
    """
    corpus = load_corpus(folder)
    report = Report(documents=len(corpus.documents))
    pages, passages = _read(corpus, report, pdf_seconds)
    _check_quotes(folder, corpus, pages, passages, report)
    _check_listing(folder, corpus, report)
    _check_index(folder, index, report)
    return report


def _read(corpus: Corpus, report: Report, seconds: int) -> tuple[list[Page], list[Passage]]:
    pages: list[Page] = []
    passages: list[Passage] = []
    for entry in corpus.documents:
        name, recorded = entry.document.id, entry.document.sha256
        if not recorded:
            report.notes.append(text("cli.corpus.hash_missing", document=name))
        elif recorded != sha256_of(entry.file):
            report.findings.append(text("cli.corpus.changed", document=name, file=entry.document.path))
        try:
            read = read_document(entry.file, name, page_starts=entry.page_starts, seconds=seconds)
        except CorpusError as error:
            report.findings.append(str(error))
            continue
        found = cut(read.pages)
        report.notes += [text("cli.corpus.silent", document=name, page=n) for n in silent_pages(read, found)]
        pages += read.pages
        passages += found
    report.pages = len(pages)
    return pages, passages


def _check_quotes(folder: Path, corpus: Corpus, pages: list[Page], passages: list[Passage], report: Report) -> None:
    documents = {entry.document.id: entry.document for entry in corpus.documents}
    by_number = {(page.document_id, page.number): page for page in pages}
    try:
        check_tables(load_tables(folder), Library(documents, by_number, passages))
    except CorpusError as error:
        report.findings.append(str(error))


def _check_listing(folder: Path, corpus: Corpus, report: Report) -> None:
    named = {entry.file.resolve() for entry in corpus.documents}
    report.notes += [
        text("cli.corpus.unlisted", file=path.relative_to(folder).as_posix())
        for path in sorted((folder / "documents").rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path.resolve() not in named
    ]


def _check_index(folder: Path, index: Path, report: Report) -> None:
    try:
        snapshot = open_snapshot(index, None)
    except IndexMissing:
        report.notes.append(text("cli.corpus.no_index"))
    except RetrievalError as error:
        report.findings.append(str(error))
    else:
        report.findings += [text("cli.corpus.stale", name=name) for name in snapshot.stale(folder)]
