"""langchain with a FAISS store, as its retrieval tutorial writes it: split, encode, search by similarity."""

from __future__ import annotations

from pathlib import Path

from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from scripts.peers import encoders
from scripts.peers.contract import Entry, Search

#: The tutorial's splitter.
CHUNK, OVERLAP = 1000, 200


def index(entries: list[Entry], store: Path, encoder: str) -> None:
    """Build and save the store."""
    documents = [Document(entry.whole, metadata={"entry": entry.id}) for entry in entries]
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    FAISS.from_documents(splitter.split_documents(documents), _embeddings(encoder)).save_local(str(store))


def open_store(store: Path, encoder: str) -> Search:
    """Open the saved store."""
    # langchain keeps its texts as a pickle: this one was written a minute ago by the function above.
    opened = FAISS.load_local(str(store), _embeddings(encoder), allow_dangerous_deserialization=True)

    def search(question: str, k: int) -> list[tuple[str, float]]:
        found = opened.similarity_search_with_score(question, k=k)
        return [(document.metadata["entry"], float(distance)) for document, distance in found]

    return search


def _embeddings(encoder: str) -> Embeddings:
    if encoder == encoders.OURS:
        return encoders.ours()
    return HuggingFaceEmbeddings(model_name=encoders.minilm())
