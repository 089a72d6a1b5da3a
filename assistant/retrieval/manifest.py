"""What a version of the index was made of, and proof that nothing in it has changed since."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import IndexDamaged
from assistant.retrieval.storage import sha256, sha256_of_file, write
from assistant.texts import text

NAME = "manifest.json"
#: Raised when the files of a version change meaning: older versions are then refused.
FORMAT = 3


@dataclass(frozen=True)
class Manifest:
    """The inputs of a version (corpus files, encoder, code) and its files, each with its SHA-256.

    ``store`` is the back end that keeps the vectors, ``tables`` how it keeps each field's.
    """

    format: int
    version: str
    encoder: str
    code: str
    corpus: Mapping[str, str]
    store: str
    files: Mapping[str, str]
    tables: Mapping[str, Any] = field(default_factory=dict)
    silent_pages: tuple[tuple[str, int], ...] = ()


def version_of(encoder: str, code: str, corpus: Mapping[str, str], store: str) -> str:
    """Return the short hash of the inputs: the same inputs always give the same version."""
    inputs = {"format": FORMAT, "encoder": encoder, "code": code, "corpus": dict(corpus), "store": store}
    return sha256(json.dumps(inputs, sort_keys=True).encode())[:12]


def hash_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file under ``folder`` but the manifest, by relative path."""
    return {
        path.relative_to(folder).as_posix(): sha256_of_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / NAME
    }


def write_manifest(folder: Path, manifest: Manifest) -> str:
    """Write the manifest, last of all files, and return its SHA-256."""
    data = (json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
    write(folder / NAME, data)
    return sha256(data)


def read_manifest(
    folder: Path, expected: str | None = None, only: Collection[str] | None = None
) -> tuple[Manifest, str]:
    """Check every file of a version, or ``only`` those about to be read; return its manifest and that one's SHA-256.

    ``expected`` is what that SHA-256 must be. Raises IndexDamaged naming the first file
    that is missing, extra or altered.
    """
    path = folder / NAME
    try:
        data = path.read_bytes()
        found = hash_files(folder) if only is None else {name: sha256_of_file(folder / name) for name in only}
    except OSError as error:
        raise IndexDamaged(text("errors.index.damaged", path=path)) from error
    actual = sha256(data)
    if expected is not None and actual != expected:
        raise IndexDamaged(text("errors.index.damaged", path=path))
    manifest = _parsed(data, path)
    for name in sorted(manifest.files.keys() | found.keys() if only is None else found):
        if manifest.files.get(name) != found.get(name):
            raise IndexDamaged(text("errors.index.damaged", path=folder / name))
    return manifest, actual


def _parsed(data: bytes, path: Path) -> Manifest:
    try:
        row = json.loads(data)
        silent = tuple((str(document), int(number)) for document, number in row.pop("silent_pages"))
        manifest = Manifest(**row, silent_pages=silent)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise IndexDamaged(text("errors.index.damaged", path=path)) from error
    if manifest.format != FORMAT:
        raise IndexDamaged(text("errors.index.format", path=path, found=manifest.format, expected=FORMAT))
    return manifest
