"""One encoder for several schemes: its weights are in memory once, its texts taken in turn."""

from __future__ import annotations

import threading

from langchain_core.embeddings import Embeddings

from assistant.retrieval.embedder import encoder_name


class SharedEncoder(Embeddings):
    """An encoder behind a lock: each snapshot has its own, and the encoder promises nothing to several threads."""

    def __init__(self, encoder: Embeddings) -> None:
        self.name = encoder_name(encoder)
        self._encoder = encoder
        self._lock = threading.Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vector of each text."""
        with self._lock:
            return self._encoder.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        with self._lock:
            return self._encoder.embed_query(text)

    def embed_queries(self, texts: list[str]) -> list[list[float]]:
        """Return the vector of each question, all computed at once where the encoder can."""
        several = getattr(self._encoder, "embed_queries", None)
        with self._lock:
            return list(several(texts)) if several else [self._encoder.embed_query(text) for text in texts]
