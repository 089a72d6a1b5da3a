"""Which vector back end a setting names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from assistant.errors import ConfigurationError
from assistant.retrieval.faiss_store import FaissStore
from assistant.retrieval.milvus_store import MilvusStore
from assistant.retrieval.vectors import VectorStore
from assistant.texts import text

FAISS = "faiss"
#: What collections are named after when the address does not say.
NAME = "assistant"


def vector_store(address: str, scheme: str) -> VectorStore:
    """Return the back end at ``address``: ``faiss``, ``milvus://HOST:PORT/NAME`` or ``milvus:///FILE.db``.

    ``milvus+tls://`` is the same, encrypted. ``scheme`` is the corpus folder's name: each
    has its own alias. Raises ConfigurationError for any other address.
    """
    if address == FAISS:
        return FaissStore()
    try:
        parts = urlsplit(address)
        port = parts.port or 19530
    except ValueError as error:
        raise ConfigurationError(text("errors.index.bad_store", address=address)) from error
    name = parts.path.strip("/") or NAME
    local = not parts.hostname and parts.path.endswith(".db")
    if parts.scheme not in ("milvus", "milvus+tls") or not (
        local or (re.fullmatch(r"[A-Za-z]\w*", name) and parts.hostname)
    ):
        raise ConfigurationError(text("errors.index.bad_store", address=address))
    if local:
        return MilvusStore(parts.path, "", NAME, f"{NAME}_{_plain(scheme)}")
    http = "https" if parts.scheme == "milvus+tls" else "http"
    token = f"{parts.username}:{parts.password or ''}" if parts.username else ""
    return MilvusStore(f"{http}://{parts.hostname}:{port}", token, name, f"{name}_{_plain(scheme)}")


def _plain(scheme: str) -> str:
    """Return ``scheme`` as Milvus wants names: letters, digits and underscores."""
    return re.sub(r"\W", "_", scheme, flags=re.ASCII)
