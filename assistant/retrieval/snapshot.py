"""One sound version of the index, opened once and never changed.

Texts are read, arrays mapped, when it is opened: a newer version published meanwhile, or
the removal of this one, does not disturb a question being answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from langchain_core.embeddings import Embeddings

from assistant.domain import Document, Hit, Page, Passage
from assistant.errors import CorpusError, IndexDamaged, RetrievalError
from assistant.ingestion.corpus import load_corpus
from assistant.retrieval import history, records, storage
from assistant.retrieval.build import FILES, build
from assistant.retrieval.embedder import EMBEDDED, NONE, encoder_name
from assistant.retrieval.fusion import Scores
from assistant.retrieval.manifest import Manifest, read_manifest
from assistant.retrieval.originals import CORPUS, corpus_hashes
from assistant.retrieval.rankings import Rankings
from assistant.retrieval.settler import Settler
from assistant.retrieval.settling import Kept, Settling
from assistant.retrieval.shared import shared
from assistant.retrieval.vectors import VectorStore
from assistant.texts import text

__all__ = ["Snapshot", "build", "open_snapshot"]


class Snapshot:
    """The documents, pages and passages of a version, and the search over them."""

    def __init__(
        self,
        manifest: Manifest,
        documents: dict[str, Document],
        pages: dict[tuple[str, int], Page],
        passages: list[Passage],
        rankings: Rankings,
        embedder: Embeddings | None,
        folder: Path,
        settling: Settling | None = None,
    ) -> None:
        #: What tells how far passages settle a question; None with another encoder than the embedded one.
        self.settling = settling
        #: Where the version lies; what is read from it later must be read at once.
        self.folder = folder
        self.version = manifest.version
        self.encoder = manifest.encoder
        #: Pages without a passage: scanned without OCR, or blank.
        self.silent_pages = manifest.silent_pages
        self.documents = documents
        self.pages = pages
        self.passages = passages
        self._corpus = manifest.corpus
        self._rankings = rankings
        self._questions = shared(embedder)

    @property
    def corpus(self) -> Path:
        """The corpus that the version was built from: its tables go with its texts, whatever became of them since."""
        return self.folder / CORPUS

    def search(self, query: str, k: int, spoken: str = "") -> list[Hit]:
        """Return the ``k`` best passages for ``query``, best first; none when nothing is alike.

        ``spoken`` is the question as typed where ``query`` was made readable. A hit's score
        only compares passages of one query; its ranks say how each searcher placed it.
        """
        if k < 1 or not query.strip():
            return []
        vector = None if self._questions is None else self._questions.embed_query(spoken or query)
        places = self._rankings.find(query, vector, k)
        return [Hit(self.passages[place.at], place.score, place.ranks, cosine=place.cosine) for place in places]

    def standard_scores(self, query: str) -> dict[str, list[Scores]]:
        """Return what each searcher says of every passage in each field, before it is weighed: for fitting."""
        return self._rankings.standard_scores(query, self._questions.embed_query(query) if self._questions else None)

    def stale(self, corpus_folder: Path) -> list[str]:
        """Return what changed in the corpus since the build: ids of documents, names of other files."""
        owners = {document.path: document.id for document in self.documents.values()}
        try:
            corpus = load_corpus(corpus_folder)
            now: Mapping[str, str] = corpus_hashes(corpus_folder, corpus)
        except CorpusError:
            now = _hashes_on_disk(corpus_folder, self._corpus)
        else:
            owners.update({entry.document.path: entry.document.id for entry in corpus.documents})
        names = now.keys() | self._corpus.keys()
        changed = (name for name in names if now.get(name) != self._corpus.get(name))
        return sorted({owners.get(name, name) for name in changed})


def open_snapshot(
    index_folder: Path, embedder: Embeddings | None, store: VectorStore = FILES, version: str | None = None
) -> Snapshot:
    """Check every file of the published version, or of another ``version``, then load it.

    Raises IndexMissing when there is none, IndexDamaged when a file is not the one that
    was built, VersionUnknown when ``version`` is not kept, RetrievalError when it was
    built with another encoder or vector back end.
    """
    digest: str | None
    if version is None:
        version, digest = storage.pointed(index_folder)
    else:
        digest = history.digest_of(index_folder, version)
    folder = index_folder / version
    manifest, _ = read_manifest(folder, digest)
    wanted = encoder_name(embedder)
    if wanted not in (NONE, manifest.encoder):
        raise RetrievalError(text("errors.index.other_encoder", built=manifest.encoder, wanted=wanted))
    if embedder is not None and manifest.store != store.name:
        raise RetrievalError(text("errors.index.other_store", built=manifest.store, wanted=store.name))
    try:
        passages = records.load_passages(folder)
        return Snapshot(
            manifest,
            records.load_documents(folder),
            records.load_pages(folder),
            passages,
            Rankings.load(folder, manifest, store if embedder is not None else None),
            embedder,
            folder,
            Settling(Settler(), passages, Kept.load(folder)) if wanted == EMBEDDED else None,
        )
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise IndexDamaged(text("errors.index.damaged", path=folder)) from error


def _hashes_on_disk(folder: Path, names: Mapping[str, str]) -> dict[str, str]:
    return {name: storage.sha256((folder / name).read_bytes()) for name in names if (folder / name).is_file()}
