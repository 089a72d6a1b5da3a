"""Passages ranked by the words they share with the question (BM25, by ``bm25s``)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.fusion import Look, Scores, look_at_all, quick_spread, top
from assistant.retrieval.terms import terms

#: Stands for a text without terms; no question holds it, since terms are letters and digits.
_NOTHING = ["∅"]


class Lexical:
    """A BM25 index of a fixed list of texts (Lù, *BM25S*, 2024; Lucene's variant, k1 1.5, b 0.75)."""

    def __init__(self, index: bm25s.BM25) -> None:
        self._index = index

    @classmethod
    def build(cls, texts: Sequence[str]) -> Lexical:
        """Index ``texts``, at least one."""
        index = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
        index.index([terms(text) or _NOTHING for text in texts], show_progress=False)
        return cls(index)

    def save(self, folder: Path) -> None:
        """Write the index as arrays and JSON (``bm25s`` pickles nothing unless asked)."""
        self._index.save(folder, allow_pickle=False, show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> Lexical:
        """Read an index that ``save`` wrote."""
        index = bm25s.BM25.load(folder, load_corpus=False, mmap=True, allow_pickle=False, show_progress=False)
        return cls(index)

    def scores(self, query: str) -> Scores:
        """Return the BM25 score of every text for ``query``; zeros when they share no term."""
        return self._scores(query).astype(np.float64)

    def _scores(self, query: str) -> NDArray[np.float32]:
        known = [term for term in terms(query) if term in self._index.vocab_dict]
        if not known:
            return np.zeros(self._index.scores["num_docs"], dtype=np.float32)
        return np.asarray(self._index.get_scores(known), dtype=np.float32)

    def look(self, query: str, k: int) -> Look:
        """Return the scores of every text: a question has few terms, a million texts cost a few milliseconds."""
        if k == 0:
            return look_at_all(self.scores(query), 0)
        scores = self._scores(query)
        return Look(top(scores, k), lambda rows: scores[rows].astype(np.float64), *quick_spread(scores))
