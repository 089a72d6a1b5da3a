"""bm25s alone: as its README writes it (English words left out, no stems), and told that the texts are French."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import bm25s
import Stemmer

from scripts.peers.contract import Entry, Search

#: The two ways, in the place where the other peers name an encoder.
DEFAULT, FRENCH = "default", "french"
IDS = "entries.json"


def index(entries: list[Entry], store: Path, way: str) -> None:
    """Build and save the index."""
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize([entry.whole for entry in entries], **_words(way)), show_progress=False)
    retriever.save(str(store))
    (store / IDS).write_text(json.dumps([entry.id for entry in entries]))


def open_store(store: Path, way: str) -> Search:
    """Open the saved index."""
    retriever = bm25s.BM25.load(str(store))
    ids = json.loads((store / IDS).read_text())
    words = _words(way)

    def search(question: str, k: int) -> list[tuple[str, float]]:
        found, scores = retriever.retrieve(bm25s.tokenize(question, **words), k=k, show_progress=False)
        return [(ids[at], float(score)) for at, score in zip(found[0], scores[0], strict=True)]

    return search


def _words(way: str) -> dict[str, Any]:
    if way == DEFAULT:
        return {"show_progress": False}
    return {"stopwords": "fr", "stemmer": Stemmer.Stemmer("french"), "show_progress": False}
