"""The document that an address names, in the version that it names: one way in for its page, pictures and file."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import HTTPException, Query, Request
from fastapi.responses import Response

from assistant.domain import Document, Page, Passage
from assistant.errors import CorpusError, RetrievalError, VersionUnknown
from assistant.retrieval import originals
from assistant.retrieval.archive import archived
from assistant.retrieval.history import release_of
from assistant.retrieval.snapshot import Snapshot
from assistant.retrieval.storage import is_version
from assistant.service.problems import told
from assistant.service.schemes import Schemes
from assistant.texts import text

log = logging.getLogger(__name__)

Offset = Annotated[int | None, Query(ge=0)]
Version = Annotated[str | None, Query(description=text("history.page.option"))]


@dataclass(frozen=True)
class Shown:
    """A document as a version holds it; ``folder`` is the version's, None for a validated answer, which has no file."""

    document: Document
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    version: str = ""
    folder: Path | None = None

    @property
    def kind(self) -> str:
        """The kind of its file: "pdf", "md"…"""
        return Path(self.document.path).suffix.lower().removeprefix(".") if self.folder else ""

    @property
    def size(self) -> int | None:
        """The bytes of its file, None when it is not held."""
        path = originals.original_path(self.folder, self.document) if self.folder else None
        return None if path is None else path.stat().st_size

    def original(self) -> bytes | None:
        """Return its file, byte for byte; None when it is not held, or is no longer the one that was read."""
        try:
            data = originals.original(self.folder, self.document) if self.folder else None
        except CorpusError as error:
            log.error("original of %s: %s", self.document.id, error)
            return None
        if data is None and self.folder:
            log.error("the file of %s in version %s is missing or altered", self.document.id, self.version)
        return data


def shown_of(schemes: Schemes, request: Request, document_id: str, version: str | None) -> Shown | Response:
    """Return a document, or the page that says why it is not shown; raise 404 when there is none of that id."""
    assistant = schemes.of(request).current()
    snapshot, annex = assistant.snapshot, assistant.library.annex(document_id)
    if annex is not None:
        return Shown(annex.document, annex.pages, annex.passages)
    try:
        shown = _shown(snapshot, document_id, version)
    except RetrievalError as error:
        if not isinstance(error, VersionUnknown):
            log.error("version %s not opened: %s", version, error)
        return told(request, 404, "not_found", text("history.page.gone"))
    if shown is None:
        raise HTTPException(404)
    return shown


def _shown(snapshot: Snapshot, document_id: str, version: str | None) -> Shown | None:
    """Return a document as ``version`` has it, None when it has none of that id.

    Raises VersionUnknown, IndexDamaged.
    """
    if version in (None, snapshot.version):
        described = snapshot.documents.get(document_id)
        if described is None:
            return None
        pages = (read for (owner, _), read in sorted(snapshot.pages.items()) if owner == document_id)
        own = (passage for passage in snapshot.passages if passage.document_id == document_id)
        return Shown(described, tuple(pages), tuple(own), snapshot.version, snapshot.folder)
    if version is None or not is_version(version):
        raise VersionUnknown
    index = snapshot.folder.parent
    found = archived(index, release_of(index, version), document_id)
    return None if found is None else Shown(found.document, found.pages, found.passages, version, index / version)
