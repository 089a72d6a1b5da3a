"""The rankings of the passages for a question: two fields, each by words, letters and meaning.

The heading says what a passage is about and the whole text says what it states; scored
apart, a heading that answers is not drowned by the paragraph under it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from langchain_core.embeddings import Embeddings

from assistant.domain import Document, Passage
from assistant.retrieval.dense import Dense, Vectors
from assistant.retrieval.embedder import EMBEDDED, encoder_name
from assistant.retrieval.fusion import Scores
from assistant.retrieval.letters import Letters
from assistant.retrieval.lexical import Lexical
from assistant.retrieval.progress import Progress, quiet

HEADING, WHOLE = "heading", "whole"
FIELDS = (HEADING, WHOLE)


def fields_of(passages: Sequence[Passage], documents: Mapping[str, Document]) -> dict[str, list[str]]:
    """Return the text of each field, a passage at a time; the title stands in for missing headings."""
    headings = ["\n".join(passage.headings) or documents[passage.document_id].title for passage in passages]
    wholes = [f"{heading}\n{passage.text}" for heading, passage in zip(headings, passages, strict=True)]
    return {HEADING: headings, WHOLE: wholes}


#: What each searcher counts in the sum: fitted for the embedded encoder, chosen by hand for any other (see fusion).
FITTED = {"lexical": 0.19, "letters": 0.28, "dense": 1.90}
PLAIN = {"lexical": 1.0, "letters": 1.0, "dense": 1.5}


def weights_of(headings: Sequence[str], encoder: str) -> dict[str, tuple[float, ...]]:
    """Return the weight of each searcher in each field: a heading counts as far as it is distinct."""
    distinct = len(set(headings)) / max(1, len(headings))
    searchers = FITTED if encoder == EMBEDDED else PLAIN
    return {name: (weight * distinct, weight) for name, weight in searchers.items()}


class Rankings:
    """Every searcher over one list of passages."""

    def __init__(self, lexical: Mapping[str, Lexical], letters: Mapping[str, Letters], dense: Dense | None) -> None:
        self._lexical, self._letters, self._dense = lexical, letters, dense

    @classmethod
    def build(
        cls,
        fields: Mapping[str, Sequence[str]],
        embedder: Embeddings | None,
        known: Mapping[str, Vectors],
        progress: Progress = quiet,
    ) -> Rankings:
        """Index the fields; without an encoder, by words and letters only."""
        dense = None
        if embedder is not None:
            dense = Dense.build(fields, embedder, encoder_name(embedder), known, progress)
        lexical = {name: Lexical.build(texts) for name, texts in fields.items()}
        letters = {name: Letters.build(texts) for name, texts in fields.items()}
        return cls(lexical, letters, dense)

    def save(self, folder: Path) -> None:
        """Write one folder a searcher and field."""
        for name in FIELDS:
            self._lexical[name].save(folder / "lexical" / name)
            self._letters[name].save(folder / "letters" / name)
        if self._dense is not None:
            self._dense.save(folder / "dense")

    @classmethod
    def load(cls, folder: Path) -> Rankings:
        """Read what ``save`` wrote."""
        lexical = {name: Lexical.load(folder / "lexical" / name) for name in FIELDS}
        letters = {name: Letters.load(folder / "letters" / name) for name in FIELDS}
        return cls(lexical, letters, load_dense(folder))

    def scores(self, query: str, embedder: Embeddings | None, spoken: str = "") -> dict[str, list[Scores]]:
        """Return, by searcher, the scores of every passage in each field.

        ``spoken`` is the question as typed, which the encoder reads in place of ``query``.
        """
        found = {
            "lexical": [self._lexical[name].scores(query) for name in FIELDS],
            "letters": [self._letters[name].scores(query) for name in FIELDS],
        }
        if self._dense is not None and embedder is not None:
            cosines = self._dense.scores(embedder.embed_query(spoken or query))
            found["dense"] = [cosines[name] for name in FIELDS]
        return found


def load_dense(folder: Path) -> Dense | None:
    """Return the vectors of a version, None when it was built without an encoder."""
    return Dense.load(folder / "dense") if (folder / "dense").is_dir() else None
