"""Models of short texts, fitted when the index is built and kept beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import IndexDamaged, RetrievalError
from assistant.retrieval.storage import write
from assistant.rules.facet_model import FacetModel, Matrix
from assistant.texts import text

NAME = "lessons.json"

Read = Callable[[str], str]


@dataclass(frozen=True)
class Lesson:
    """A phrasing as a model learns it: readable, the same with its projects made anonymous, its class."""

    readable: str
    masked: str
    owner: int


def lessons(sayings: Iterable[Iterable[str]], read: Read, mask: Read) -> list[Lesson]:
    """Return what each class is taught, each text once a class; ``sayings`` holds the texts class by class.

    ``read`` makes what was typed readable, ``mask`` makes its projects anonymous.
    """
    found: dict[tuple[int, str], Lesson] = {}
    for number, texts in enumerate(sayings):
        for words in texts:
            flat = read(words)
            if flat:
                found.setdefault((number, flat), Lesson(flat, mask(flat), number))
    return list(found.values())


def learn(
    folder: Path, taught: Sequence[Lesson], classes: Sequence[str], embedder: Embeddings | None, before: Path | None
) -> None:
    """Fit a model and write it to ``folder``; without lessons, write nothing.

    Vectors of texts that the model of the version ``before`` holds are taken from it.
    """
    if not taught:
        return
    texts = [lesson.readable for lesson in taught]
    vectors = None if embedder is None else _vectors(texts, embedder, _known(before, embedder))
    owners = [lesson.owner for lesson in taught]
    model = FacetModel.fit([lesson.masked for lesson in taught], owners, len(classes), vectors)
    model.save(folder)
    rows = {"classes": list(classes), "texts": texts, "encoder": getattr(embedder, "name", None)}
    write(folder / NAME, json.dumps(rows, ensure_ascii=False).encode())


def recall(folder: Path, classes: Sequence[str]) -> FacetModel | None:
    """Read the model of ``classes`` that ``learn`` wrote; None when there was nothing to learn.

    Raises RetrievalError when it was learned of other classes, IndexDamaged when it can't be read.
    """
    if not folder.is_dir():
        return None
    try:
        rows = json.loads((folder / NAME).read_bytes())
        model = FacetModel.load(folder)
    except (OSError, ValueError, KeyError) as error:
        raise IndexDamaged(text("errors.index.damaged", path=folder)) from error
    if rows["classes"] != list(classes):
        raise RetrievalError(text("errors.index.other_tables"))
    return model


def _vectors(texts: Sequence[str], embedder: Embeddings, known: Mapping[str, Matrix]) -> Matrix:
    new = [words for words in dict.fromkeys(texts) if words not in known]
    table = dict(known)
    if new:
        table.update(zip(new, np.asarray(embedder.embed_documents(new), dtype=np.float32), strict=True))
    return np.stack([table[words] for words in texts])


def _known(folder: Path | None, embedder: Embeddings) -> dict[str, Matrix]:
    """Return the vectors of an earlier model of the same encoder, by text."""
    if folder is None:
        return {}
    try:
        rows = json.loads((folder / NAME).read_bytes())
        vectors = np.load(folder / "vectors.npy", allow_pickle=False)
    except (OSError, ValueError, KeyError):
        return {}
    if rows.get("encoder") != getattr(embedder, "name", None) or len(vectors) != len(rows["texts"]):
        return {}
    return dict(zip(rows["texts"], vectors, strict=True))
