"""The corpus made into a version of the index, published only once it is whole.

Order matters and is the safety: build aside, flush, manifest last, rename, then the
pointer. Whatever fails before the pointer moves leaves the previous version served.
A version holds the corpus it was made from, and earlier ones stay beside it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from langchain_core.embeddings import Embeddings

from assistant.domain import Document, Page, Passage
from assistant.errors import CorpusError, IndexDamaged, IndexMissing, RetrievalError
from assistant.ingestion.corpus import Corpus, Entry, load_corpus, sha256_of
from assistant.ingestion.furniture import contents_titles
from assistant.ingestion.passages import cut
from assistant.ingestion.read import Reading, read_document
from assistant.retrieval import history, records, settling, storage
from assistant.retrieval.dense import known_vectors
from assistant.retrieval.embedder import EMBEDDED, encoder_name
from assistant.retrieval.faiss_store import FaissStore
from assistant.retrieval.manifest import FORMAT, Manifest, hash_files, read_manifest, version_of, write_manifest
from assistant.retrieval.originals import copy_corpus, corpus_hashes
from assistant.retrieval.progress import Progress, quiet
from assistant.retrieval.rankings import fields_of
from assistant.retrieval.rankings import save as save_rankings
from assistant.retrieval.settler import Settler
from assistant.retrieval.vectors import Vectors, VectorStore
from assistant.texts import text

#: Where vectors are kept unless a setting says otherwise: in the version's own folder.
FILES = FaissStore()
#: How many versions stay in the index folder unless a setting says otherwise.
KEPT = 50

Beside = Callable[[Path, Path | None], None]


def nothing_beside(aside: Path, before: Path | None) -> None:
    """Add nothing to a version."""


def build(
    corpus_folder: Path,
    index_folder: Path,
    embedder: Embeddings | None,
    *,
    progress: Progress | None = None,
    pdf_seconds: int = 120,
    beside: Beside = nothing_beside,
    store: VectorStore = FILES,
    keep: int = KEPT,
    publish: bool = True,
) -> str:
    """Bring the index up to date with the corpus and return its version.

    ``beside`` adds what else a version holds: it is given the folder being filled, the
    corpus in it already, and that of the version before, if sound. ``keep`` versions are
    left, the one in effect and the one before it whatever their number. A version that is
    not to be ``publish``-ed lies beside the one in effect, to be looked at first.

    Nothing is done when that version is already there and sound. Raises CorpusError for
    a document that can't be read, RetrievalError when the index can't be written; the
    version published before is then still the one served.
    """
    corpus = load_corpus(corpus_folder)
    hashes = corpus_hashes(corpus_folder, corpus)
    name, code = encoder_name(embedder), code_hash()
    version = version_of(name, code, hashes, store.name)

    def with_corpus(aside: Path, before: Path | None) -> None:
        copy_corpus(corpus_folder, corpus, aside, hashes)
        beside(aside, before)

    try:
        index_folder.mkdir(parents=True, exist_ok=True)
        with storage.one_writer(index_folder):
            storage.sweep(index_folder)
            history.record(index_folder)
            digest = _built(index_folder, version, store)
            if digest is None:
                manifest = Manifest(FORMAT, version, name, code, hashes, store.name, {})
                show = progress or quiet
                digest = _build_aside(corpus, index_folder, embedder, manifest, show, pdf_seconds, with_corpus, store)
            if publish:
                _publish(index_folder, version, digest, store)
                _leave(index_folder, keep, store)
    except OSError as error:
        cause = error.strerror or str(error)
        raise RetrievalError(text("errors.index.unwritable", folder=index_folder, cause=cause)) from error
    return version


def code_hash() -> str:
    """Return the hash of the code that decides what an index holds: new code, new index."""
    package = Path(__file__).parent.parent
    folders = ("ingestion", "retrieval", "understanding", "rules")
    sources = [path for folder in folders for path in (package / folder).glob("*.py")]
    sources += [package / "texts" / "terms.toml", package / "texts" / "french.toml"]
    sources += (package / "common").rglob("*.toml")
    return storage.sha256(b"".join(path.name.encode() + path.read_bytes() for path in sorted(sources)))


def _built(folder: Path, version: str, store: VectorStore) -> str | None:
    """Return the digest of ``version`` if it is there and sound."""
    try:
        manifest, digest = read_manifest(folder / version)
    except IndexDamaged:
        return None
    return digest if not manifest.tables or store.holds(version, manifest.tables) else None


def _publish(folder: Path, version: str, digest: str, store: VectorStore) -> None:
    """Point to a version, its vectors first."""
    if read_manifest(folder / version, digest, ())[0].tables:
        store.publish(version)
    if _published(folder) != (version, digest):
        history.publish(folder, version, digest, history.BUILD)


def _published(folder: Path) -> tuple[str, str] | None:
    try:
        return storage.pointed(folder)
    except (IndexMissing, IndexDamaged):
        return None


def _build_aside(
    corpus: Corpus,
    folder: Path,
    embedder: Embeddings | None,
    manifest: Manifest,
    progress: Progress,
    pdf_seconds: int,
    beside: Beside,
    store: VectorStore,
) -> str:
    """Build a version and put it in its place, not yet pointed to; return its digest."""
    before = _published(folder)
    sound = _sound(folder, before)
    aside = storage.temporary(folder, manifest.version)
    try:
        silent, passages, fields = _read(aside, corpus, progress, pdf_seconds)
        known = _known_vectors(sound, store)
        told = save_rankings(aside, manifest.version, fields, embedder, store, known, progress)
        _settling(aside, passages, manifest.encoder, sound, progress)
        beside(aside, sound)
        storage.sync_tree(aside)
        digest = write_manifest(
            aside,
            replace(manifest, files=hash_files(aside), tables=told, silent_pages=silent),
        )
        storage.sync_folder(aside)
        storage.put_in_place(aside, folder / manifest.version)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return digest


def _leave(folder: Path, keep: int, store: VectorStore) -> None:
    """Remove the versions above ``keep``, and a damaged one that was just replaced."""
    storage.sweep(folder)
    removed = history.surplus(folder, keep)
    for version in removed:
        storage.remove(folder, version)
    if removed:
        store.drop(removed)


def _read(
    aside: Path, corpus: Corpus, progress: Progress, pdf_seconds: int
) -> tuple[tuple[tuple[str, int], ...], list[Passage], dict[str, list[str]]]:
    """Cut the documents into passages, write them; return pages without one, passages, fields to index."""
    pages: list[Page] = []
    passages: list[Passage] = []
    silent: list[tuple[str, int]] = []
    for number, entry in enumerate(corpus.documents, 1):
        name = entry.document.id
        read = read_document(entry.file, name, page_starts=entry.page_starts, seconds=pdf_seconds)
        found = cut(read.pages)
        silent += [(name, page) for page in silent_pages(read, found)]
        pages += read.pages
        passages += found
        progress("read", number, len(corpus.documents))
    if not passages:
        raise CorpusError(text("errors.build.no_passage"))
    documents = {entry.document.id: _as_found(entry) for entry in corpus.documents}
    records.save(aside, documents.values(), pages, passages)
    return tuple(silent), passages, fields_of(passages, documents)


def silent_pages(read: Reading, passages: Sequence[Passage]) -> list[int]:
    """Return the pages that nothing can be quoted from: left out by the reader, or blank.

    A table of contents is read and set aside on purpose: nobody has to look into it.
    """
    heard = {run.page for passage in passages for run in passage.runs}
    mute = {page.number for page in read.pages if not contents_titles([page.text])} - heard
    return sorted({*read.left_out, *mute})


def _settling(aside: Path, passages: Sequence[Passage], encoder: str, sound: Path | None, progress: Progress) -> None:
    """Read the passages for what tells whether they settle a question: it goes with the embedded encoder."""
    if encoder != EMBEDDED or len(passages) > settling.MOST:
        return
    before = settling.Kept.load(sound) if sound else None
    known = before.known(sound) if before and sound else {}
    settling.save(aside, passages, Settler(), known, progress)


def _as_found(entry: Entry) -> Document:
    """Return the document with the hash of its file as it is, whatever ``corpus.toml`` recorded."""
    return replace(entry.document, sha256=sha256_of(entry.file))


def _sound(folder: Path, before: tuple[str, str] | None) -> Path | None:
    """Return the folder of the published version, None when it is not sound."""
    if before is None:
        return None
    version, digest = before
    try:
        read_manifest(folder / version, digest)
    except IndexDamaged:
        return None
    return folder / version


def _known_vectors(sound: Path | None, store: VectorStore) -> dict[bytes, Vectors]:
    """Return the passages' vectors of a version, by key; none when another back end keeps them."""
    if sound is None:
        return {}
    manifest, _ = read_manifest(sound)
    if manifest.store != store.name or not store.holds(manifest.version, manifest.tables):
        return {}
    return known_vectors(sound, manifest.version, manifest.tables, store)
