"""Files that are either wholly there or not there at all.

Everything the index writes goes through here: bytes are flushed to the disk before the
name that leads to them changes, so that a process killed at any moment leaves the last
published version readable.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import IndexDamaged, IndexMissing, RetrievalError
from assistant.texts import text

POINTER = "CURRENT"
_POINTED = re.compile(r"(?P<version>[0-9a-f]{12}) (?P<manifest>[0-9a-f]{64})\n")
_VERSION = re.compile(r"[0-9a-f]{12}")
_TEMPORARY = ".tmp-"


def sha256(data: bytes) -> str:
    """Return the hexadecimal SHA-256 of ``data``."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_file(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file of any size."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write(path: Path, data: bytes) -> None:
    """Write ``data`` to a new file and wait until it is on the disk."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def mapped(path: Path) -> Any:
    """Return the array of a ``.npy`` file, its pages read from the disk when they are first looked at.

    A version is never changed in place, and its removal leaves what is mapped readable.
    """
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def replace(path: Path, data: bytes) -> None:
    """Give ``path`` the content ``data`` in one step: readers see the old or the new, never a part."""
    aside = path.with_name(f"{path.name}{_TEMPORARY}{os.getpid()}")
    try:
        write(aside, data)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def append(path: Path, line: bytes) -> None:
    """Add a whole line to a file and wait until it is on the disk; what a cut append left unfinished goes first."""
    new = not path.exists()
    with path.open("a+b") as stream:
        stream.seek(0)
        known = stream.read()
        whole = known.rfind(b"\n") + 1
        if whole != len(known):
            stream.truncate(whole)
        stream.write(line)
        stream.flush()
        os.fsync(stream.fileno())
    if new:
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Wait until every file and name under ``folder`` is on the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
        else:
            sync_folder(path)
    sync_folder(folder)


def temporary(folder: Path, version: str) -> Path:
    """Create and return the folder in which ``version`` is built aside."""
    path = folder / f"{version}{_TEMPORARY}{os.getpid()}"
    path.mkdir()
    return path


def put_in_place(built: Path, final: Path) -> None:
    """Rename a finished folder to its final name, a damaged one of that name moved out first."""
    if final.exists():
        final.rename(final.with_name(f"{final.name}{_TEMPORARY}damaged-{os.getpid()}"))
    built.rename(final)
    sync_folder(final.parent)


def point_to(folder: Path, version: str, manifest: str) -> None:
    """Publish ``version``: from this call on, ``pointed`` returns it."""
    replace(folder / POINTER, f"{version} {manifest}\n".encode())


def pointed(folder: Path) -> tuple[str, str]:
    """Return the published version and the SHA-256 of its manifest.

    Raises IndexMissing when nothing was published, IndexDamaged when the pointer is not one.
    """
    try:
        found = _POINTED.fullmatch((folder / POINTER).read_bytes().decode("ascii"))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexMissing(text("errors.index.missing", folder=folder)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(text("errors.index.damaged", path=folder / POINTER)) from error
    if found is None:
        raise IndexDamaged(text("errors.index.damaged", path=folder / POINTER))
    return found["version"], found["manifest"]


def pointed_since(folder: Path) -> datetime:
    """Return when the pointer last moved."""
    return datetime.fromtimestamp((folder / POINTER).stat().st_mtime, tz=UTC)


def published(folder: Path) -> str:
    """Return what tells one publication from another, even of the same version rebuilt.

    Raises what ``pointed`` raises.
    """
    version, manifest = pointed(folder)
    return f"{version} {manifest} {(folder / POINTER).stat().st_mtime_ns}"


def is_version(name: str) -> bool:
    """Tell whether ``name`` can be a version's: nothing else may be looked for in the index folder."""
    return _VERSION.fullmatch(name) is not None


def versions(folder: Path) -> set[str]:
    """Return the versions that lie in the folder, published or not."""
    return {path.name for path in folder.iterdir() if is_version(path.name)}


def sweep(folder: Path) -> None:
    """Remove what killed builds and removals left."""
    for path in folder.iterdir():
        if _TEMPORARY in path.name:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def remove(folder: Path, version: str) -> None:
    """Remove a version. It loses its name first: a removal that is killed never leaves half of one."""
    aside = folder / f"{version}{_TEMPORARY}removed-{os.getpid()}"
    (folder / version).rename(aside)
    shutil.rmtree(aside)


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Hold the folder's build lock; the system releases it if the process is killed.

    Raises RetrievalError when another build holds it.
    """
    with (folder / ".lock").open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RetrievalError(text("errors.index.busy", folder=folder)) from error
        yield
