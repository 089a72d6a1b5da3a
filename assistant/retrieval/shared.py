"""One encoder for all who ask: in memory once, one batch at a time, the questions that wait together.

Matrices are then read once for the whole batch, whichever scheme its questions are about.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future

from langchain_core.embeddings import Embeddings

from assistant.retrieval.embedder import encoder_name

#: Questions encoded at once, at most: beyond, the first to ask waits for the last.
MOST = 16


class SharedEncoder(Embeddings):
    """Encodes one batch at a time; the questions that arrive meanwhile are the next batch.

    An encoder promises nothing to several threads: no two ever use it at once. A question
    that comes alone is encoded at once, by the thread that asks it.
    """

    def __init__(self, encoder: Embeddings) -> None:
        self.name = encoder_name(encoder)
        self._encoder = encoder
        self._turn, self._list = threading.RLock(), threading.Lock()
        self._waiting: list[tuple[str, Future[list[float]]]] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vector of each text."""
        with self._turn:
            return self._encoder.embed_documents(texts)

    def embed_queries(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the vector of each question, all computed at once where the encoder can."""
        several = getattr(self._encoder, "embed_queries", None)
        with self._turn:
            return list(several(list(texts))) if several else [self._encoder.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question; what its batch raises is raised to each that waits for it."""
        mine: Future[list[float]] = Future()
        with self._list:
            self._waiting.append((text, mine))
        while not mine.done():
            with self._turn:
                if not mine.done():
                    self._next()
        return mine.result()

    def _next(self) -> None:
        with self._list:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            vectors = self.embed_queries([question for question, _ in batch])
        except BaseException as error:
            for _, asked in batch:
                asked.set_exception(error)
        else:
            for (_, asked), vector in zip(batch, vectors, strict=True):
                asked.set_result(vector)


def shared(encoder: Embeddings | None) -> SharedEncoder | None:
    """Return an encoder that several threads may ask: itself when it is one, None when there is none."""
    return encoder if encoder is None or isinstance(encoder, SharedEncoder) else SharedEncoder(encoder)
