"""The versions of a document, and when each was in effect: an index changes more often than a text.

A document has a new edition when the bytes of its file change; releases one after the
other that hold the same bytes are one period of one edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.domain import Document
from assistant.errors import RetrievalError
from assistant.retrieval.archive import document_of, documents_of
from assistant.retrieval.history import Release, releases


@dataclass(frozen=True)
class Period:
    """Releases in a row in which a document has the same bytes."""

    releases: tuple[Release, ...]

    @property
    def since(self) -> datetime:
        """When it began; earlier than that, another edition was in effect, none, or one that is kept no more."""
        return self.releases[0].since

    @property
    def until(self) -> datetime | None:
        """When it ended, None while it lasts."""
        return self.releases[-1].until


@dataclass(frozen=True)
class Edition:
    """A document with the same bytes, as last described, and the periods in which it was in effect."""

    document: Document
    periods: tuple[Period, ...]

    @property
    def release(self) -> Release:
        """The last release that holds it."""
        return self.periods[-1].releases[-1]


def editions(index_folder: Path, document: str) -> tuple[Edition, ...]:
    """Return the editions of a document that are kept, in the order in which they came into effect.

    None when no version holds a document of that id. Raises IndexMissing, IndexDamaged
    when the history itself can't be read.
    """
    periods: list[tuple[Document | None, list[Release]]] = []
    for release in releases(index_folder):
        found = held(index_folder, release, document)
        if periods and _same(periods[-1][0], found):
            periods[-1] = (found, [*periods[-1][1], release])
        else:
            periods.append((found, [release]))
    by_bytes: dict[str, tuple[Document, list[Period]]] = {}
    for found, run in periods:
        if found is not None:
            _, known = by_bytes.get(found.sha256, (found, []))
            by_bytes[found.sha256] = (found, [*known, Period(tuple(run))])
    return tuple(Edition(found, tuple(known)) for found, known in by_bytes.values())


def period_of(index_folder: Path, version: str, document: str) -> Period | None:
    """Return the period of a document around the last release of ``version``, reading no further than needed.

    None when the version was never published, is not kept or has no such document.
    """
    known = releases(index_folder)
    at = next((n for n in range(len(known) - 1, -1, -1) if known[n].version == version), None)
    here = None if at is None else held(index_folder, known[at], document)
    if at is None or here is None:
        return None

    def alike(neighbours: Sequence[Release]) -> int:
        count = 0
        while count < len(neighbours) and _same(here, held(index_folder, neighbours[count], document)):
            count += 1
        return count

    first, last = at - alike(known[:at][::-1]), at + alike(known[at + 1 :])
    return Period(known[first : last + 1])


def held(index_folder: Path, release: Release, document: str) -> Document | None:
    """Return a document as a release describes it, None when it has none of that id, is kept no more or is damaged."""
    try:
        return document_of(index_folder, release, document)
    except RetrievalError:
        return None


def chronicle(index_folder: Path) -> list[tuple[Release, tuple[Document, ...] | None]]:
    """Return every release, oldest first, with its documents; None for a version kept no more or damaged."""
    rows: list[tuple[Release, tuple[Document, ...] | None]] = []
    for release in releases(index_folder):
        try:
            rows.append((release, tuple(documents_of(index_folder, release).values())))
        except RetrievalError:
            rows.append((release, None))
    return rows


def release_row(release: Release) -> dict[str, Any]:
    """Return a release as a JSON row."""
    return {
        "version": release.version,
        "since": release.since.isoformat(),
        "until": release.until and release.until.isoformat(),
        "why": release.why,
    }


def document_row(document: Document) -> dict[str, Any]:
    """Return what tells one version of a document from another, as a JSON row."""
    return {
        "id": document.id,
        "date": document.date.isoformat(),
        "sha256": document.sha256[:12],
        "origin": str(document.origin),
    }


def edition_row(edition: Edition) -> dict[str, Any]:
    """Return an edition as a JSON row."""
    periods = [
        {
            "since": period.since.isoformat(),
            "until": period.until and period.until.isoformat(),
            "versions": list(dict.fromkeys(release.version for release in period.releases)),
        }
        for period in edition.periods
    ]
    return {**document_row(edition.document), "title": edition.document.title, "periods": periods}


def _same(one: Document | None, other: Document | None) -> bool:
    return (one and one.sha256) == (other and other.sha256)
