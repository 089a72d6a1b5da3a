"""The pointer moved back to an earlier version: nothing is rebuilt, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import RetrievalError, VersionUnknown
from assistant.retrieval import history, storage
from assistant.retrieval.history import Release
from assistant.retrieval.manifest import Manifest, read_manifest
from assistant.retrieval.vectors import VectorStore
from assistant.texts import text


def rollback(index_folder: Path, version: str | None, store: VectorStore) -> Release:
    """Put ``version`` back in effect, when none is named the one published before; return its release.

    Every file of it is checked first, and the pointer moves in one step: a service that
    runs takes it up as it takes up a new one. Raises RetrievalError when that version is
    unknown, damaged, not in ``store``, or the one in effect.
    """
    storage.pointed(index_folder)  # before the lock: a folder without index is left as it is
    with _one_writer(index_folder):
        wanted = target(index_folder, version)
        return _published(index_folder, wanted.version, wanted.digest, store, history.ROLLBACK)


def release(index_folder: Path, version: str, store: VectorStore) -> Release:
    """Put in effect a version that was built aside; raises as ``rollback``."""
    with _one_writer(index_folder):
        return _published(index_folder, version, history.digest_of(index_folder, version), store, history.BUILD)


def target(index_folder: Path, version: str | None) -> Release:
    """Return the release to go back to: of ``version``, or the nearest before the one in effect that is kept.

    Raises VersionUnknown when there is none, RetrievalError when it is in effect.
    """
    if version is not None:
        if version == storage.pointed(index_folder)[0]:
            raise RetrievalError(text("history.in_effect", version=version))
        return history.release_of(index_folder, version)
    for release in history.earlier(history.releases(index_folder)):
        if (index_folder / release.version).is_dir():
            return release
    raise VersionUnknown(text("history.nothing_before"))


@contextmanager
def _one_writer(index_folder: Path) -> Iterator[None]:
    """Hold the build lock; what the disk refuses meanwhile is told in one line."""
    try:
        with storage.one_writer(index_folder):
            yield
    except OSError as error:
        cause = error.strerror or str(error)
        raise RetrievalError(text("errors.index.unwritable", folder=index_folder, cause=cause)) from error


def _published(index_folder: Path, version: str, digest: str | None, store: VectorStore, why: str) -> Release:
    """Move the pointer to a version, every file of it checked first, and return its release."""
    manifest, digest = read_manifest(index_folder / version, digest)
    _publish_vectors(manifest, store)
    history.publish(index_folder, version, digest, why)
    return history.releases(index_folder)[-1]


def _publish_vectors(manifest: Manifest, store: VectorStore) -> None:
    if not manifest.tables:
        return
    if manifest.store != store.name:
        raise RetrievalError(text("errors.index.other_store", built=manifest.store, wanted=store.name))
    if not store.holds(manifest.version, manifest.tables):
        raise RetrievalError(text("history.no_vectors", version=manifest.version, store=store.name))
    store.publish(manifest.version)
