"""Two versions of a document chosen and compared: by default the one in effect and the one it replaced."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import VersionUnknown
from assistant.retrieval.archive import Archived, archived
from assistant.retrieval.difference import Pair, difference
from assistant.retrieval.editions import held
from assistant.retrieval.history import Release, release_of, releases
from assistant.texts import text


@dataclass(frozen=True)
class Comparison:
    """A document in two releases, and its passages side by side."""

    before: Release
    after: Release
    documents: tuple[Archived, Archived]
    pairs: tuple[Pair, ...]


def compare(
    index_folder: Path, document: str, before: str | None = None, after: str | None = None
) -> Comparison | None:
    """Compare a document in the versions ``before`` and ``after``.

    Without ``after``, the last version that has it; without ``before``, the last one
    earlier in which it was different: None when there is none. Raises VersionUnknown when
    a version or the document in it is unknown, IndexDamaged when a file is altered.
    """
    last = _last(index_folder, document) if after is None else release_of(index_folder, after)
    new = _archived(index_folder, last, document)
    first = _other(index_folder, last, document) if before is None else release_of(index_folder, before)
    if first is None:
        return None
    old = _archived(index_folder, first, document)
    return Comparison(first, last, (old, new), difference(old.passages, new.passages))


def _last(index_folder: Path, document: str) -> Release:
    for release in reversed(releases(index_folder)):
        if held(index_folder, release, document):
            return release
    raise VersionUnknown(text("history.no_document", document=document))


def _other(index_folder: Path, last: Release, document: str) -> Release | None:
    """Return the last release before ``last`` in which the document has other bytes."""
    known = releases(index_folder)
    now = held(index_folder, last, document)
    for release in reversed(known[: known.index(last)]):
        then = held(index_folder, release, document)
        if then is not None and now is not None and then.sha256 != now.sha256:
            return release
    return None


def _archived(index_folder: Path, release: Release, document: str) -> Archived:
    found = archived(index_folder, release, document)
    if found is None:
        raise VersionUnknown(text("history.not_there", version=release.version, document=document))
    return found
