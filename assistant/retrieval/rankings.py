"""The rankings of the passages for a question: two fields, each by words, letters and meaning.

The heading says what a passage is about and the whole text says what it states; scored
apart, a heading that answers is not drowned by the paragraph under it.

Up to ``WHOLE`` passages, each searcher scores all of them. Beyond, each names its best, and
these candidates alone are scored by all, on the scale that they would have among all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.domain import Document, Passage
from assistant.retrieval.dense import Dense, encode
from assistant.retrieval.dense import save as save_dense
from assistant.retrieval.embedder import EMBEDDED, encoder_name
from assistant.retrieval.fusion import Look, Rows, Scores, first_of, fuse
from assistant.retrieval.letters import Letters
from assistant.retrieval.lexical import Lexical
from assistant.retrieval.manifest import Manifest
from assistant.retrieval.progress import Progress, quiet
from assistant.retrieval.pruned import PrunedLetters
from assistant.retrieval.storage import write
from assistant.retrieval.vectors import Vectors, VectorStore

HEADING, WHOLE_TEXT = "heading", "whole"
FIELDS = (HEADING, WHOLE_TEXT)
SCALE = "scale.json"

#: Passages up to which all are scored for each question, and how many each searcher names beyond, in each field. Of a
#: million passages, 98 % of the ten that scoring all would give are then found, 96 % with half as many named.
WHOLE, NAMED = 20_000, 200


def fields_of(passages: Sequence[Passage], documents: Mapping[str, Document]) -> dict[str, list[str]]:
    """Return the text of each field, a passage at a time; the title stands in for missing headings."""
    headings = ["\n".join(passage.headings) or documents[passage.document_id].title for passage in passages]
    wholes = [f"{heading}\n{passage.text}" for heading, passage in zip(headings, passages, strict=True)]
    return {HEADING: headings, WHOLE_TEXT: wholes}


#: The power of the share of distinct headings: a title counts whole, a heading above three passages ten times less. On
#: the made-up documents (`make fusion`), the first power gives .613 / .778 at 1 / 3, this one .644 / .803, the third
#: .640 / .819; on three real documents this one is the best of the three.
SHARPNESS = 2
#: What each searcher counts in the sum: fitted for the embedded encoder, chosen by hand for any other (see fusion).
FITTED = {"lexical": 0.19, "letters": 0.28, "dense": 1.90}
PLAIN = {"lexical": 1.0, "letters": 1.0, "dense": 1.5}


def weights_of(distinct: float, encoder: str) -> dict[str, tuple[float, ...]]:
    """Return the weight of each searcher in each field: a heading counts as far as it is ``distinct``, squared."""
    searchers = FITTED if encoder == EMBEDDED else PLAIN
    return {name: (weight * distinct**SHARPNESS, weight) for name, weight in searchers.items()}


def save(
    folder: Path,
    version: str,
    fields: Mapping[str, Sequence[str]],
    embedder: Embeddings | None,
    store: VectorStore,
    known: Mapping[bytes, Vectors],
    progress: Progress = quiet,
) -> dict[str, Any]:
    """Index the fields, one folder a searcher and field; return how ``store`` keeps their vectors.

    Without an encoder, by words and letters only: there is then nothing to keep.
    """
    headings = fields[HEADING]
    told: dict[str, Any] = {}
    large = len(headings) > WHOLE
    if embedder is not None:
        encoded = encode(fields, embedder, encoder_name(embedder), known, progress)
        large = large or any(len(field.keys) > store.whole for field in encoded.values())
        told = save_dense(folder, version, encoded, store, large=large)
        del encoded
    for name, texts in fields.items():
        Lexical.build(texts).save(folder / "lexical" / name)
        (PrunedLetters if large else Letters).build(texts).save(folder / "letters" / name)
    scale = {"large": large, "distinct": len(set(headings)) / max(1, len(headings)), "passages": len(headings)}
    write(folder / SCALE, json.dumps(scale).encode())
    return told


@dataclass(frozen=True)
class Place:
    """A passage by number, its fused score, its rank by each searcher that found it, and its whole text's cosine."""

    at: int
    score: float
    ranks: dict[str, int]
    cosine: float


class Rankings:
    """Every searcher over one list of passages."""

    def __init__(
        self,
        lexical: Mapping[str, Lexical],
        letters: Mapping[str, Letters | PrunedLetters],
        dense: Dense | None,
        weights: Mapping[str, Sequence[float]],
        size: int,
        *,
        whole: bool,
    ) -> None:
        """Take the searchers of ``size`` passages; ``whole``: all are scored for each question, not candidates only."""
        self._lexical, self._letters, self._dense = lexical, letters, dense
        self._weights, self.size = weights, size
        self._every = np.arange(size) if whole else None

    @property
    def whole(self) -> bool:
        """Tell whether all passages are scored for each question."""
        return self._every is not None

    @classmethod
    def load(cls, folder: Path, manifest: Manifest, store: VectorStore | None) -> Rankings:
        """Open what ``save`` wrote; without the ``store``, by words and letters only."""
        scale = json.loads((folder / SCALE).read_bytes())
        kind = PrunedLetters if scale["large"] else Letters
        dense = None
        if store is not None and manifest.tables:
            dense = Dense.load(folder, manifest.version, manifest.tables, store)
        return cls(
            {name: Lexical.load(folder / "lexical" / name) for name in FIELDS},
            {name: kind.load(folder / "letters" / name) for name in FIELDS},
            dense,
            weights_of(scale["distinct"], manifest.encoder),
            scale["passages"],
            whole=not scale["large"],
        )

    def find(self, query: str, vector: Sequence[float] | None, k: int, among: Rows | None = None) -> list[Place]:
        """Return the ``k`` best passages for ``query``, whose ``vector`` may be None, best first.

        ``among`` are passages to score in place of the candidates, in ascending order.
        """
        looks = self._looks(query, vector, 0 if self.whole else k)
        at = self._every if among is None else among
        if at is None:
            at = _candidates(looks)
        found = {name: [look.scores(at) for look in fields] for name, fields in looks.items()}
        standard = {
            name: [
                (weight, look.standardised(scores))
                for weight, look, scores in zip(self._weights[name], looks[name], fields, strict=True)
            ]
            for name, fields in found.items()
        }
        fused = fuse(pair for fields in standard.values() for pair in fields)
        heard = {name: np.any([scores > 0 for scores in fields], axis=0) for name, fields in found.items()}
        kept = np.flatnonzero(np.any(list(heard.values()), axis=0))
        placed = kept[first_of(fused[kept], k)]
        totals = {name: fuse(fields) for name, fields in standard.items()}
        ranks = {name: _ranks(totals[name], heard[name], placed) for name in found}
        cosines = found["dense"][-1] if "dense" in found else np.zeros(len(at))
        return [
            Place(
                int(at[place]),
                float(fused[place]),
                {name: rank[place] for name, rank in ranks.items() if place in rank},
                float(cosines[place]),
            )
            for place in placed.tolist()
        ]

    def standard_scores(self, query: str, vector: Sequence[float] | None) -> dict[str, list[Scores]]:
        """Return each searcher's standardised scores of every passage in each field, headings as far as distinct.

        What the fusion sums, weights aside: for fitting them. Only where every passage is scored.
        """
        every = np.arange(self.size)
        share = [field / self._weights["lexical"][-1] for field in self._weights["lexical"]]
        return {
            name: [part * look.standardised(look.scores(every)) for part, look in zip(share, fields, strict=True)]
            for name, fields in self._looks(query, vector, 0).items()
        }

    def _looks(self, query: str, vector: Sequence[float] | None, k: int) -> dict[str, list[Look]]:
        """Return each searcher's look at each field; ``k`` 0 for all passages, else the least that are wanted."""
        named = max(k, NAMED) if k else 0
        looks = {
            "lexical": [self._lexical[name].look(query, named) for name in FIELDS],
            "letters": [self._letters[name].look(query, named) for name in FIELDS],
        }
        if self._dense is not None and vector is not None:
            angles = self._dense.look(vector, named)
            looks["dense"] = [angles[name] for name in FIELDS]
        return looks


def _candidates(looks: Mapping[str, Sequence[Look]]) -> Rows:
    return np.unique(np.concatenate([look.best for fields in looks.values() for look in fields]))


def _ranks(total: Scores, heard: NDArray[np.bool_], placed: Rows) -> dict[int, int]:
    """Return the rank, from 1, of those of ``placed`` that a searcher ``heard``, among all that it did."""
    mine = placed[heard[placed]]
    if not len(mine):
        return {}
    above = np.flatnonzero(heard & (total >= total[mine].min()))
    order = above[np.argsort(-total[above], kind="stable")].tolist()
    return {place: rank for rank, place in enumerate(order, 1)}
