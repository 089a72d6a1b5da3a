"""Any sentence-transformers model, when a person names one.

Weights in safetensors only, never the model's own code; ``torch`` is only imported when a
first text is encoded, so that commands that encode nothing stay quick.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from typing import Any

from langchain_core.embeddings import Embeddings

from assistant.errors import EmbedderUnavailable
from assistant.texts import text

THREADS = 2
REMEMBERED = 256


class SentenceEncoder(Embeddings):
    """A sentence-transformers model, loaded at the first text; the last questions are remembered."""

    def __init__(self, name: str, source: str, *, local: bool) -> None:
        self.name = name
        self._source = source
        self._local = local
        self._model: Any = None
        self._questions: OrderedDict[str, list[float]] = OrderedDict()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the unit vector of each text."""
        model = self._loaded()
        vectors = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return [[float(value) for value in vector] for vector in vectors]

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        if text in self._questions:
            self._questions.move_to_end(text)
            return self._questions[text]
        vector = self.embed_documents([text])[0]
        self._questions[text] = vector
        if len(self._questions) > REMEMBERED:
            self._questions.popitem(last=False)
        return vector

    def _loaded(self) -> Any:
        if self._model is None:
            self._model = self._load()
        return self._model

    def _load(self) -> Any:
        if self._local:
            os.environ["HF_HUB_OFFLINE"] = "1"
        try:
            import torch  # noqa: PLC0415
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415
            from transformers.utils import logging  # noqa: PLC0415

            torch.set_num_threads(min(THREADS, torch.get_num_threads()))
            logging.disable_progress_bar()  # type: ignore[no-untyped-call]
            return SentenceTransformer(
                self._source,
                device="cpu",
                trust_remote_code=False,
                local_files_only=self._local,
                model_kwargs={"use_safetensors": True},
            )
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            cause = " ".join(str(error).split())[:200]
            raise EmbedderUnavailable(text("errors.encoder.broken", name=self.name, cause=cause)) from error
