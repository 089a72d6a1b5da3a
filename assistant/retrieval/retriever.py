"""The search as a LangChain retriever, for whoever builds a chain on it."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.retrieval.snapshot import Snapshot


class PassageRetriever(BaseRetriever):
    """Returns the ``k`` best passages; metadata says which document, passage, page and score."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    snapshot: Snapshot
    k: int = 6

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [
            Document(
                page_content=hit.passage.text,
                id=hit.passage.id,
                metadata={
                    "document": hit.passage.document_id,
                    "passage": hit.passage.id,
                    "page": hit.passage.page,
                    "score": hit.score,
                },
            )
            for hit in self.snapshot.search(query, self.k)
        ]
