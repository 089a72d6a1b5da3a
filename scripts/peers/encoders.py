"""The two encoders that each peer runs with: the English model that a package carries, and ours.

With the first, a peer is what a person who cannot reach a model hub would have; with the
second, what is left between a peer and the product is the ranking.
"""

from __future__ import annotations

from functools import cache

from langchain_core.embeddings import Embeddings

from assistant.retrieval.embedder import EMBEDDED, load_embedder, minilm_folder

MINILM, OURS = "minilm", "ours"
#: Marks put before texts where a peer gives one function for questions and passages.
QUERY, PASSAGE = "query: ", "passage: "


def minilm() -> str:
    """Return the folder of the packaged English model, as sentence-transformers reads it."""
    return str(minilm_folder())


@cache
def ours() -> Embeddings:
    """Return the product's own encoder."""
    found = load_embedder(EMBEDDED)
    if found is None:
        raise SystemExit(f"{EMBEDDED} is not there")
    return found


def marked(texts: list[str]) -> list[list[float]]:
    """Encode texts that say by their mark whether they are questions or passages."""
    if all(text.startswith(QUERY) for text in texts):
        return [ours().embed_query(text.removeprefix(QUERY)) for text in texts]
    return ours().embed_documents([text.removeprefix(PASSAGE) for text in texts])
