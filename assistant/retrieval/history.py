"""Which version of the index was in effect when: a line for each time that the pointer moved.

The pointer is what is served and always wins. Its line is written just after it moves; a
process killed between the two leaves a line missing, which any reader makes up from the
pointer itself and the next publication writes down.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import IndexDamaged, IndexMissing, VersionUnknown
from assistant.retrieval import storage
from assistant.retrieval.moments import told
from assistant.texts import text

NAME = "history.jsonl"
#: Why a version came into effect.
BUILD, ROLLBACK = "build", "rollback"


@dataclass(frozen=True)
class Release:
    """A version in effect from ``since`` until another took its place; ``until`` is None while none has.

    The same version may have several: one each time it came into effect.
    """

    version: str
    digest: str
    since: datetime
    why: str
    until: datetime | None = None


def publish(folder: Path, version: str, digest: str, why: str) -> None:
    """Move the pointer to ``version`` and write it down. The caller holds the build lock."""
    record(folder)
    storage.point_to(folder, version, digest)
    record(folder, why)


def record(folder: Path, why: str = "") -> None:
    """Write down what the pointer leads to, unless it is the last thing that was. The caller holds the build lock."""
    lines = _lines(folder)
    last = _parsed(lines[-1]) if lines else None
    release = _unrecorded(folder, last, why or _likely(lines, folder))
    if release is not None:
        row = {
            "version": release.version,
            "digest": release.digest,
            "from": release.since.isoformat(),
            "why": release.why,
        }
        storage.append(folder / NAME, (json.dumps(row) + "\n").encode())


def releases(folder: Path) -> tuple[Release, ...]:
    """Return every version that was published, oldest first, the one in effect last.

    Raises IndexMissing when nothing was published, IndexDamaged when the pointer or a
    line can't be read: a date must not be answered with the version of another.
    """
    lines = _lines(folder)  # before the pointer: a version published meanwhile is then only made up from it
    found = []
    for number, line in enumerate(lines, 1):
        release = _parsed(line)
        if release is None:
            raise IndexDamaged(text("history.bad_line", path=folder / NAME, number=number))
        found.append(release)
    storage.pointed(folder)
    made_up = _unrecorded(folder, found[-1] if found else None, _likely(lines, folder))
    if made_up is not None:
        found.append(made_up)
    ends = [release.since for release in found[1:]]
    return (*(replace(release, until=end) for release, end in zip(found, ends, strict=False)), found[-1])


def release_of(folder: Path, version: str) -> Release:
    """Return the last release of a version that is still kept.

    Raises VersionUnknown when it was never published or is kept no more.
    """
    found = next((release for release in reversed(releases(folder)) if release.version == version), None)
    if found is None:
        raise VersionUnknown(text("history.unknown", version=version))
    return _kept(folder, found)


def digest_of(folder: Path, version: str) -> str | None:
    """Return the digest under which a version was last published, None for one built aside and never published.

    Raises VersionUnknown when it was never built, or is kept no more.
    """
    if storage.is_version(version) and (folder / version).is_dir():
        return next((release.digest for release in reversed(releases(folder)) if release.version == version), None)
    return release_of(folder, version).digest


def as_of(folder: Path, moment: datetime) -> Release:
    """Return the release in effect at an aware ``moment``.

    Raises VersionUnknown when nothing was published yet, or that version is kept no more.
    """
    found = next((release for release in reversed(releases(folder)) if release.since <= moment), None)
    if found is None:
        raise VersionUnknown(text("history.none_then", moment=told(moment)))
    return _kept(folder, found)


def earlier(known: Sequence[Release]) -> tuple[Release, ...]:
    """Return what a rollback can go back to, nearest first.

    What was rolled back is set aside: going back twice goes back two versions, and never
    returns to the one that was left for a reason.
    """
    path: list[Release] = []
    for release in known:
        versions = [before.version for before in path]
        if release.version in versions and (release.why == ROLLBACK or release.version == versions[-1]):
            del path[len(path) - 1 - versions[::-1].index(release.version) :]
        path.append(release)
    return tuple(release for release in reversed(path[:-1]) if release.version != path[-1].version)


def surplus(folder: Path, most: int) -> list[str]:
    """Return the versions to remove for ``most`` to be left, those longest out of effect first.

    Never the one in effect, nor those that were before it, in time or for a rollback.
    """
    known = [release for release in map(_parsed, _lines(folder)) if release is not None]
    places = {release.version: place for place, release in enumerate(known)}
    there = storage.versions(folder)
    kept = {storage.pointed(folder)[0], *(release.version for release in (*known[-2:], *earlier(known)[:1]))}
    oldest = sorted(there - kept, key=lambda version: (places.get(version, -1), version))
    return oldest[: max(0, len(there) - most)]


def _kept(folder: Path, release: Release) -> Release:
    if not (folder / release.version).is_dir():
        raise VersionUnknown(text("history.not_kept", version=release.version, since=told(release.since)))
    return release


def _unrecorded(folder: Path, last: Release | None, why: str) -> Release | None:
    """Return what the pointer leads to, None when that is what was written last or it leads nowhere."""
    try:
        version, digest = storage.pointed(folder)
        since = storage.pointed_since(folder)
    except (IndexMissing, IndexDamaged):
        return None
    if last is not None and (last.version, last.digest) == (version, digest):
        return None
    return Release(version, digest, since if last is None else max(since, last.since), why)


def _likely(lines: Sequence[bytes], folder: Path) -> str:
    """Return why the pointer moved when nobody wrote it down: a version known before was most likely gone back to."""
    try:
        version, _ = storage.pointed(folder)
    except (IndexMissing, IndexDamaged):
        return BUILD
    return ROLLBACK if any(version.encode() in line for line in lines) else BUILD


def _lines(folder: Path) -> list[bytes]:
    """Return the whole lines: one that a power cut left unfinished is not there."""
    try:
        data = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise IndexDamaged(text("errors.index.damaged", path=folder / NAME)) from error
    return data[: data.rfind(b"\n") + 1].splitlines()


def _parsed(line: bytes) -> Release | None:
    try:
        row = json.loads(line)
        since = datetime.fromisoformat(row["from"])
        release = Release(row["version"], row["digest"], since.astimezone(UTC), row["why"])
        usable = storage.is_version(release.version) and since.tzinfo is not None and release.why in (BUILD, ROLLBACK)
    except (ValueError, TypeError, KeyError, OverflowError):
        return None
    return release if usable else None
