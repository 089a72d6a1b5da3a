"""Texts read by the layers that tell whether a passage settles a question.

The lower layers are the embedded encoder's own; the upper ones were tuned apart for this
(``scripts/reader/``) and lie beside them. numpy only: no torch, nothing downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.errors import EmbedderUnavailable
from assistant.retrieval.bert import Layer, layers_of, spans_of, through
from assistant.retrieval.cores import on_two_cores
from assistant.retrieval.french import FOLDER, MANY, groups_of, packaged
from assistant.retrieval.interaction import Interaction, Pieces
from assistant.texts import text as words

#: The weights: other ones take another number, so that what was read by two of them is never mixed.
NAME = "french-reader-1"
#: Pieces read of a question and of a stretch of a passage.
QUESTION, PASSAGE = 64, 160


class Settler:
    """Reads questions and passages, and says how far one settles the other. Loaded at the first text."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    def question(self, text: str) -> Pieces:
        """Return a question as it is read. Raises EmbedderUnavailable when the weights are not there."""
        return self._read([f"query: {text}"], QUESTION)[0]

    def passages(self, texts: Sequence[str]) -> list[Pieces]:
        """Return stretches of passages as they are read; raises as ``question``."""
        self._upper()
        return on_two_cores(lambda part: self._read([f"passage: {t}" for t in part], PASSAGE), list(texts), MANY)

    def settled(self, question: Pieces, passages: Sequence[Pieces]) -> list[float]:
        """Return how far each passage settles a question: above zero, it rather does."""
        return self._upper()[2].settled(question, passages)

    def _read(self, texts: Sequence[str], longest: int) -> list[Pieces]:
        depth, layers, interaction = self._upper()
        unigram, bert = packaged(self._folder)
        rows = [unigram.ids(text, longest) for text in texts]
        found: list[Pieces | None] = [None] * len(rows)
        for group in groups_of([len(row) for row in rows]):
            x = np.concatenate(bert.states([rows[at] for at in group], depth))
            spans = spans_of([len(rows[at]) for at in group])
            x = through(x, spans, layers)
            for at, (begin, end) in zip(group, spans, strict=True):
                found[at] = interaction.pieces(x[begin:end])
        return [pieces for pieces in found if pieces is not None]

    def _upper(self) -> tuple[int, list[Layer], Interaction]:
        try:
            return _upper(self._folder)
        except (OSError, ValueError, KeyError) as error:
            raise EmbedderUnavailable(words("errors.encoder.not_installed", name=NAME)) from error


@lru_cache(maxsize=1)
def _upper(folder: Path) -> tuple[int, list[Layer], Interaction]:
    """Return how many of the encoder's layers read first, the layers after them, and those that compare."""
    with np.load(folder / "reader.npz", allow_pickle=False) as found:
        weights = dict(found)
    return int(weights["depth"]), layers_of(weights), Interaction(weights)
