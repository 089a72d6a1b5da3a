"""The passages and documents that an exchange refers to, in the version of the index that it was answered from."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.domain import Document, Passage
from assistant.errors import RetrievalError
from assistant.retrieval.archive import archived
from assistant.retrieval.history import Release, release_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    """A passage that was looked at: what was noted of it, and the passage itself while its version is kept."""

    id: str
    score: float
    cosine: float
    ranks: dict[str, int]
    used: bool
    passage: Passage | None
    document: Document | None


class Shelf:
    """The documents of one version of an index, each read when it is first asked for."""

    def __init__(self, index: Path | None, version: str) -> None:
        self.version = version
        self._index = index
        self._release = _release(index, version)
        self._read = cache(self._load)

    def document(self, name: str) -> Document | None:
        """Return a document as the version describes it; None when that is not kept."""
        known = self._read(name)
        return known[0] if known else None

    def seen(self, hits: Sequence[dict[str, Any]]) -> list[Seen]:
        """Return the passages that an exchange kept, those that could be found with their text."""
        return [self._seen(hit) for hit in hits]

    def _seen(self, hit: dict[str, Any]) -> Seen:
        document, _, _ = str(hit["passage"]).partition("/")
        known = self._read(document)
        told = (hit["score"], hit["cosine"], hit["ranks"], hit["used"])
        if known is None:
            return Seen(hit["passage"], *told, None, None)
        return Seen(hit["passage"], *told, known[1].get(hit["passage"]), known[0])

    def _load(self, name: str) -> tuple[Document, dict[str, Passage]] | None:
        if self._index is None or self._release is None:
            return None
        try:
            found = archived(self._index, self._release, name)
        except RetrievalError as error:
            log.warning("%s of version %s can't be read: %s", name, self.version, error)
            return None
        return (found.document, {passage.id: passage for passage in found.passages}) if found else None


def _release(index: Path | None, version: str) -> Release | None:
    if index is None:
        return None
    try:
        return release_of(index, version)
    except RetrievalError:
        return None
