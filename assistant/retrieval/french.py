"""The embedded encoder: multilingual-e5-small cut to French and tuned on administrative questions.

L. Wang et al., *Multilingual E5 Text Embeddings*, 2024 (MIT); the recipe, its data and its
figures are in ``scripts/encoder/``. Questions and passages are read with the prefixes that
the model was trained with. numpy only: no torch, nothing downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import EmbedderUnavailable
from assistant.retrieval.bert import Array, Bert
from assistant.retrieval.cores import on_two_cores
from assistant.retrieval.unigram import Unigram
from assistant.texts import text as words

FOLDER = Path(__file__).parent / "encoder"
#: Pieces read of a question and of a passage, and pieces computed at once.
QUESTION, PASSAGE, AT_ONCE = 128, 384, 768
#: Texts from which two cores share the work.
MANY = 64


class FrenchEncoder(Embeddings):
    """The packaged encoder, loaded at the first text. 384 dimensions, unit vectors."""

    def __init__(self, name: str, folder: Path = FOLDER) -> None:
        self.name = name
        self._folder = folder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the unit vector of each passage."""
        self._model()
        return on_two_cores(self._passages, texts, MANY)

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return self.embed_queries([text])[0]

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """Return the unit vector of each question: sixteen together take a third of the time of sixteen alone."""
        vectors = self._embed([f"query: {text}" for text in texts], QUESTION)
        return [[float(value) for value in vector] for vector in vectors]

    def _passages(self, texts: list[str]) -> list[list[float]]:
        vectors = self._embed([f"passage: {text}" for text in texts], PASSAGE)
        return [[float(value) for value in vector] for vector in vectors]

    def _embed(self, texts: list[str], longest: int) -> Array:
        unigram, bert = self._model()
        rows = [unigram.ids(text, longest) for text in texts]
        found = np.zeros((len(rows), bert.size), dtype=np.float32)
        for group in groups_of([len(row) for row in rows]):
            found[group] = bert.vectors([rows[at] for at in group])
        return found

    def _model(self) -> tuple[Unigram, Bert]:
        try:
            return packaged(self._folder)
        except (OSError, ValueError, KeyError) as error:
            raise EmbedderUnavailable(words("errors.encoder.not_installed", name=self.name)) from error


@lru_cache(maxsize=1)
def packaged(folder: Path = FOLDER) -> tuple[Unigram, Bert]:
    """Return the vocabulary and the layers of a folder, in memory once a process.

    Raises OSError, ValueError or KeyError when they are not there or not whole.
    """
    vocabulary = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    with np.load(folder / "weights.npz", allow_pickle=False) as weights:
        return Unigram(vocabulary), Bert(weights)


def groups_of(lengths: list[int]) -> Iterator[list[int]]:
    """Yield the positions of texts to compute together, those of a length side by side."""
    group: list[int] = []
    size = 0
    for at in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and size + lengths[at] > AT_ONCE:
            yield group
            group, size = [], 0
        group.append(at)
        size += lengths[at]
    if group:
        yield group
