"""Questions encoded together when several wait: matrices are then read once for all of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future

from langchain_core.embeddings import Embeddings

Vector = Sequence[float]

#: Questions encoded at once, at most: beyond, the first to ask waits for the last.
MOST = 16


class Together:
    """Encodes one batch at a time; the questions that arrive meanwhile are the next batch.

    An encoder promises nothing to several threads: no two ever use it at once. A question
    that comes alone is encoded at once, by the thread that asks it.
    """

    def __init__(self, embedder: Embeddings) -> None:
        several = getattr(embedder, "embed_queries", None)
        self._encode: Callable[[list[str]], Sequence[Vector]] = several or (
            lambda questions: [embedder.embed_query(question) for question in questions]
        )
        self._turn, self._list = threading.Lock(), threading.Lock()
        self._waiting: list[tuple[str, Future[Vector]]] = []

    def vector(self, question: str) -> Vector:
        """Return the vector of ``question``; what its batch raises is raised to each that waits for it."""
        mine: Future[Vector] = Future()
        with self._list:
            self._waiting.append((question, mine))
        while not mine.done():
            with self._turn:
                if not mine.done():
                    self._next()
        return mine.result()

    def _next(self) -> None:
        with self._list:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            vectors = self._encode([question for question, _ in batch])
        except BaseException as error:
            for _, asked in batch:
                asked.set_exception(error)
        else:
            for (_, asked), vector in zip(batch, vectors, strict=True):
                asked.set_result(vector)
