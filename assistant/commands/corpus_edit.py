"""``corpus.toml`` changed one ``[[document]]`` block at a time, everything else left as a person wrote it.

The file is edited as text, to keep comments and order, then read back: if it does not
say exactly what was meant, nothing is written.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import CorpusError
from assistant.retrieval.storage import replace, sha256, write
from assistant.texts import text

NAME = "corpus.toml"
_HEADER = re.compile(r"\s*\[")
_BLOCK = re.compile(r"\s*\[\[\s*document\s*\]\]")

Row = dict[str, Any]


def read_rows(folder: Path) -> tuple[str, Row]:
    """Return the text of ``corpus.toml`` and what it says."""
    path = folder / NAME
    try:
        source = path.read_text("utf-8")
        return source, tomllib.loads(source)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(text("cli.add.broken_toml", path=path, cause=error)) from error


def with_document(source: str, changes: Mapping[str, Any], replaces: str | None) -> str:
    """Return ``source`` with one document added, or the one called ``replaces`` changed.

    A change to None removes the key. Raises CorpusError when the result would say
    anything else than the old file with that one change.
    """
    expected = tomllib.loads(source)
    rows: list[Row] = expected.setdefault("document", [])
    row: Row = {}
    if replaces is None:
        rows.append(row)
    else:
        row = next(row for row in rows if row.get("id") == replaces)
    row |= changes
    for key in [key for key, value in row.items() if value is None]:
        del row[key]
    edited = _appended(source, row) if replaces is None else _changed(source, replaces, changes)
    try:
        said = tomllib.loads(edited)
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(text("cli.add.by_hand")) from error
    if said != expected:
        raise CorpusError(text("cli.add.by_hand"))
    return edited


def _appended(source: str, row: Row) -> str:
    lines = [f"{key} = {as_toml(value)}" for key, value in row.items()]
    return source.rstrip("\n") + "\n\n[[document]]\n" + "\n".join(lines) + "\n"


def _changed(source: str, replaces: str, changes: Mapping[str, Any]) -> str:
    lines = source.splitlines()
    for first, last in _blocks(lines):
        block = lines[first:last]
        if _value(block, "id") == replaces:
            for key, value in changes.items():
                _set(block, key, value)
            return "\n".join([*lines[:first], *block, *lines[last:]]) + "\n"
    raise CorpusError(text("cli.add.by_hand"))


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where each document's lines start, header excluded, and end."""
    for number, line in enumerate(lines):
        if _BLOCK.match(line):
            ends = (n for n in range(number + 1, len(lines)) if _HEADER.match(lines[n]))
            yield number + 1, next(ends, len(lines))


def _extent(block: list[str], key: str) -> tuple[int, int] | None:
    """Return the lines that hold ``key`` and its value, which may run over several lines."""
    for first, line in enumerate(block):
        if re.match(rf"\s*{re.escape(key)}\s*=", line):
            for last in range(first + 1, len(block) + 1):
                try:
                    tomllib.loads("\n".join(block[first:last]))
                except tomllib.TOMLDecodeError:
                    continue
                return first, last
    return None


def _value(block: list[str], key: str) -> Any:
    found = _extent(block, key)
    return None if found is None else tomllib.loads("\n".join(block[found[0] : found[1]]))[key]


def _set(block: list[str], key: str, value: Any) -> None:
    found = _extent(block, key)
    lines = [] if value is None else [f"{key} = {as_toml(value)}"]
    if found is not None:
        if _value(block, key) != value:
            block[found[0] : found[1]] = lines
        return
    filled = [number for number, line in enumerate(block, 1) if line.strip()]
    at = filled[-1] if filled else 0
    block[at:at] = lines


def as_toml(value: Any) -> str:
    """Return a value as TOML writes it: JSON's strings, numbers and lists are TOML's, dates are bare."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


@contextmanager
def staged(folder: Path, source: str, data: bytes, name: str) -> Iterator[Path]:
    """Yield a copy of the corpus as it would become, for checking; removed afterwards.

    Files are linked, not copied, where the disk allows it.
    """
    with tempfile.TemporaryDirectory(prefix=".add-", dir=folder) as aside:
        copy = Path(aside) / "corpus"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".*"), copy_function=_link)
        for path, content in ((copy / NAME, source.encode()), (copy / name, data)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)  # a link: written through, it would change the original
            write(path, content)
        yield copy


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def publish(folder: Path, source: str, data: bytes, name: str) -> None:
    """Put the new file in place, then the new ``corpus.toml``: it never names a file that is not there."""
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        replace(target, data)
    replace(folder / NAME, source.encode())


def free_name(folder: Path, file: Path, data: bytes) -> str:
    """Return where ``file`` goes under the corpus: no file with other content is ever overwritten."""
    name = file.name.lstrip(".") or "document"
    wanted = folder / "documents" / name
    if wanted.exists() and wanted.read_bytes() != data:
        plain = Path(name)
        name = f"{plain.stem}-{sha256(data)[:8]}{plain.suffix}"
    return f"documents/{name}"
