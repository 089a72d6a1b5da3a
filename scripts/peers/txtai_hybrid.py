"""txtai with ``hybrid=True``: its BM25 and an encoder, averaged. It does not split texts unless asked to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from txtai import Embeddings

from scripts.peers import encoders
from scripts.peers.contract import Entry, Search


def index(entries: list[Entry], store: Path, encoder: str) -> None:
    """Build and save the index."""
    embeddings = Embeddings(**_settings(encoder))
    embeddings.index([(entry.id, entry.whole, None) for entry in entries])
    embeddings.save(str(store))


def open_store(store: Path, encoder: str) -> Search:
    """Open the saved index."""
    _settings(encoder)
    embeddings = Embeddings()
    embeddings.load(str(store))

    def search(question: str, k: int) -> list[tuple[str, float]]:
        return [(str(entry), float(score)) for entry, score in embeddings.search(question, k)]

    return search


def _settings(encoder: str) -> dict[str, Any]:
    if encoder == encoders.MINILM:
        return {"path": encoders.minilm(), "hybrid": True}
    # The encoder is a function that txtai finds by its name when it opens the index: ours, so allowed.
    os.environ["ALLOW_RESOLVE_TRANSFORM"] = "True"
    return {
        "method": "external",
        "transform": "scripts.peers.encoders.marked",
        "instructions": {"query": encoders.QUERY, "data": encoders.PASSAGE},
        "hybrid": True,
    }
