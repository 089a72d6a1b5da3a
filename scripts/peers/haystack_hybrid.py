"""Haystack's hybrid retrieval, as its tutorial writes it: BM25 and an encoder, joined."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from haystack import Document, Pipeline, component
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from scripts.peers import encoders
from scripts.peers.contract import Entry, Search

FILE = "store.json"


@component
class OurTexts:
    """The product's encoder in the place of Haystack's, for a question."""

    @component.output_types(embedding=list[float])
    def run(self, text: str) -> dict[str, Any]:
        """Encode a question."""
        return {"embedding": encoders.ours().embed_query(text)}


def index(entries: list[Entry], store: Path, encoder: str) -> None:
    """Build and save the store."""
    documents = [Document(content=entry.whole, meta={"entry": entry.id}) for entry in entries]
    split = DocumentSplitter().run(documents=documents)["documents"]
    kept = InMemoryDocumentStore()
    kept.write_documents(_encoded(split, encoder))
    store.mkdir(parents=True)
    kept.save_to_disk(str(store / FILE))


def open_store(store: Path, encoder: str, join_mode: str = "concatenate") -> Search:
    """Open the saved store; ``join_mode`` is the joiner's, by default its own default."""
    kept = InMemoryDocumentStore.load_from_disk(str(store / FILE))
    pipeline = Pipeline()
    pipeline.add_component("embedder", _questions(encoder))
    pipeline.add_component("vectors", InMemoryEmbeddingRetriever(kept))
    pipeline.add_component("words", InMemoryBM25Retriever(kept))
    pipeline.add_component("joiner", DocumentJoiner(join_mode=join_mode))
    pipeline.connect("embedder.embedding", "vectors.query_embedding")
    pipeline.connect("words", "joiner")
    pipeline.connect("vectors", "joiner")

    def search(question: str, k: int) -> list[tuple[str, float]]:
        found = pipeline.run({"embedder": {"text": question}, "words": {"query": question}})
        return [(document.meta["entry"], float(document.score)) for document in found["joiner"]["documents"][:k]]

    return search


def open_by_rank(store: Path, encoder: str) -> Search:
    """Open the saved store with the joiner's reciprocal rank fusion, its best known mode."""
    return open_store(store, encoder, "reciprocal_rank_fusion")


def _encoded(documents: list[Document], encoder: str) -> list[Document]:
    if encoder == encoders.OURS:
        vectors = encoders.ours().embed_documents([document.content or "" for document in documents])
        return [replace(document, embedding=vector) for document, vector in zip(documents, vectors, strict=True)]
    embedder = SentenceTransformersDocumentEmbedder(model=encoders.minilm(), progress_bar=False)
    embedder.warm_up()
    encoded: list[Document] = embedder.run(documents)["documents"]
    return encoded


def _questions(encoder: str) -> Any:
    if encoder == encoders.OURS:
        return OurTexts()
    return SentenceTransformersTextEmbedder(model=encoders.minilm(), progress_bar=False)
