"""The texts of any version that is kept, read without its search: what a citation of then quoted.

Only the files that are read are checked, against the manifest that was published. A
version never changes, so that what was read last is kept in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.domain import Document, Page, Passage
from assistant.errors import VersionUnknown
from assistant.retrieval.history import Release
from assistant.retrieval.manifest import read_manifest
from assistant.retrieval.moments import told
from assistant.retrieval.records import DOCUMENTS, PAGES, PASSAGES, load_documents, load_pages, load_passages
from assistant.texts import text


@dataclass(frozen=True)
class Archived:
    """A document as a version holds it."""

    document: Document
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]


def documents_of(index_folder: Path, release: Release) -> dict[str, Document]:
    """Return the documents of a version by id.

    Raises VersionUnknown when it is kept no more, IndexDamaged when a file is not the one that was published.
    """
    return load_documents(_checked(index_folder, release, (DOCUMENTS,)))


def document_of(index_folder: Path, release: Release, document: str) -> Document | None:
    """Return a document as a version describes it, None when it has none of that id; raises as ``documents_of``."""
    return _document(index_folder, release, document)


def archived(index_folder: Path, release: Release, document: str) -> Archived | None:
    """Return a document of a version with its text, None when it has none of that id; raises as ``documents_of``."""
    return _archived(index_folder, release, document)


@lru_cache(maxsize=4096)
def _document(index_folder: Path, release: Release, document: str) -> Document | None:
    return load_documents(_checked(index_folder, release, (DOCUMENTS,)), document).get(document)


@lru_cache(maxsize=32)
def _archived(index_folder: Path, release: Release, document: str) -> Archived | None:
    folder = _checked(index_folder, release, (DOCUMENTS, PAGES, PASSAGES))
    described = load_documents(folder, document).get(document)
    if described is None:
        return None
    pages = load_pages(folder, document)
    return Archived(described, tuple(pages[place] for place in sorted(pages)), tuple(load_passages(folder, document)))


def _checked(index_folder: Path, release: Release, names: Sequence[str]) -> Path:
    """Return the folder of a version, the files ``names`` found to be those published."""
    folder = index_folder / release.version
    if not folder.is_dir():
        raise VersionUnknown(text("history.not_kept", version=release.version, since=told(release.since)))
    read_manifest(folder, release.digest, names)
    return folder
