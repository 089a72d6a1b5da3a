"""The files of a corpus as a version keeps them: a copy of each, byte for byte, with its date.

An older version is then opened with the tables it was built with, and a document read as
it was, whatever became of the corpus folder.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from pathlib import Path

from assistant.domain import Document
from assistant.errors import CorpusError
from assistant.ingestion.corpus import Corpus, load_corpus
from assistant.retrieval.storage import sha256
from assistant.texts import text

#: Where a version keeps its corpus.
CORPUS = "corpus"
#: Where tables are read from, and nowhere deeper: an index may lie in the corpus folder, with copies of them.
TABLES = ("*.toml", "questions/*.toml")


def corpus_hashes(folder: Path, corpus: Corpus) -> dict[str, str]:
    """Return the SHA-256 of every document and table of a corpus, by path relative to its folder."""
    return {name: sha256(_bytes(path)) for name, path in _files(folder, corpus).items()}


def copy_corpus(folder: Path, corpus: Corpus, version: Path, hashes: Mapping[str, str]) -> None:
    """Copy a corpus into the folder of a version.

    Dates are kept too: a document that ``corpus.toml`` does not list has its file's. Raises
    CorpusError when a file is no longer the one of ``hashes``: the version would not be
    made of what it says.
    """
    files = _files(folder, corpus)
    for name in sorted(hashes.keys() | files.keys()):
        data = _bytes(files.get(name, folder / name))
        if sha256(data) != hashes.get(name):
            raise CorpusError(text("history.changed_meanwhile", path=folder / name))
        copy = version / CORPUS / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data)
        dated = files[name].stat()
        os.utime(copy, ns=(dated.st_atime_ns, dated.st_mtime_ns))
    load_corpus(version / CORPUS)


def original_path(version: Path, document: Document) -> Path | None:
    """Return the file of a document in the folder of a version, None when it is not there: never one from elsewhere."""
    corpus = (version / CORPUS).resolve()
    path = (corpus / document.path).resolve()
    return path if path.is_relative_to(corpus) and path.is_file() else None


def original(version: Path, document: Document) -> bytes | None:
    """Return the bytes of a document as a version keeps them, None when they are gone or are not those it describes."""
    path = original_path(version, document)
    data = None if path is None else _bytes(path)
    return data if data is not None and sha256(data) == document.sha256 else None


def _files(folder: Path, corpus: Corpus) -> dict[str, Path]:
    """Return the tables and documents by the path that leads to them from the corpus folder, links not followed."""
    tables = [path.relative_to(folder) for pattern in TABLES for path in folder.glob(pattern)]
    names = [path.as_posix() for path in tables if not path.name.startswith(".")]
    names += [entry.document.path for entry in corpus.documents]
    files = {posixpath.normpath(name): folder / name for name in names}
    for name in files:
        if name.startswith(("/", "../")):
            raise CorpusError(text("history.path_outside", path=name, folder=folder))
    return dict(sorted(files.items()))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CorpusError(text("errors.build.unreadable_file", path=path)) from error
