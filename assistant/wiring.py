"""The only place that chooses concrete classes and unpacks the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from langchain_core.embeddings import Embeddings
from threadpoolctl import threadpool_limits

from assistant.answering.citations import Library
from assistant.answering.decision import Model, load_models
from assistant.answering.judge import Judge
from assistant.answering.reading import Reader
from assistant.answering.verify import unsupported
from assistant.answering.writer import Writer
from assistant.errors import ConfigurationError, CorpusError
from assistant.faq.shelving import Shelving
from assistant.ingestion.corpus import load_corpus
from assistant.notices.message import sender_of
from assistant.notices.post import Smtp, post_of
from assistant.pipeline import Assistant, Parts
from assistant.records.retention import Retention
from assistant.retrieval import build as indexing
from assistant.retrieval.embedder import load_embedder, phrasing_embedder
from assistant.retrieval.history import Release, as_of
from assistant.retrieval.originals import CORPUS
from assistant.retrieval.progress import Progress
from assistant.retrieval.records import load_documents, load_pages, load_passages
from assistant.retrieval.rollback import release, rollback, target
from assistant.retrieval.shared import shared
from assistant.retrieval.snapshot import Snapshot, open_snapshot
from assistant.retrieval.stores import vector_store
from assistant.retrieval.terms import terms
from assistant.retrieval.vectors import VectorStore
from assistant.rules.amounts import share_of
from assistant.rules.bank import QuestionBank, facet_lessons
from assistant.rules.eligibility import EligibilityTable
from assistant.rules.kinds import KindModel, kind_lessons
from assistant.rules.learning import learn, recall
from assistant.rules.recogniser import Recogniser
from assistant.rules.tables import Facet, Kind, Tables, load_tables
from assistant.rules.territory import Territory
from assistant.rules.vocabulary import load_words, phrased, save_words, speller_of
from assistant.schemes import root_of
from assistant.settings import Settings
from assistant.texts import text

#: Where a version of the index keeps what was learned of the corpus's phrasings and projects.
BANK, KINDS = "bank", "kinds"


@dataclass(frozen=True)
class Encoders:
    """What encodes passages and phrasings: loaded once a process, whatever the number of schemes."""

    passages: Embeddings | None
    phrasings: Embeddings | None


def load_encoders(name: str) -> Encoders:
    """Return the encoders that the setting ``name`` asks for, fit to be shared between schemes.

    Raises EmbedderUnavailable when there is no such encoder.
    """
    passages = shared(load_embedder(name))
    return Encoders(passages, phrasing_embedder(passages))


def build_index(
    settings: Settings,
    embedder: Embeddings | None,
    progress: Progress | None = None,
    *,
    phrasings: Embeddings | None = None,
    publish: bool = True,
) -> str:
    """Bring the index up to date, the model of the question bank included; return its version.

    ``phrasings`` encodes the phrasings; when it is not given, the encoder that goes with ``embedder``. A version
    that is not to be ``publish``-ed is put in effect by ``put_in_effect``. Raises CorpusError, nothing being
    published, when a table quotes words that no document holds.
    """
    load_tables(settings.corpus)  # a fault is told before anything is read, and where a person can correct it
    reads = phrasings or phrasing_embedder(embedder)

    def beside(aside: Path, before: Path | None) -> None:
        tables = load_tables(aside / CORPUS)
        passages = load_passages(aside)
        check_tables(tables, Library(load_documents(aside), load_pages(aside), passages))
        table = EligibilityTable(tables.kinds)
        words = phrased(tables.facets)
        speller = speller_of(passages, words, table)
        asked = facet_lessons(tables.facets, speller.read, table.mask)
        learn(aside / BANK, asked, [f.id for f in tables.facets], reads, before and before / BANK)
        if asked:
            save_words(aside / BANK, words)
        described = kind_lessons(tables.kinds, speller.read)
        learn(aside / KINDS, described, [k.id for k in tables.kinds], reads, before and before / KINDS)

    return indexing.build(
        settings.corpus,
        settings.index,
        embedder,
        progress=progress,
        pdf_seconds=settings.pdf_seconds,
        beside=beside,
        store=store_of(settings),
        keep=settings.keep_versions,
        publish=publish,
    )


def one_thread() -> None:
    """Give each product of matrices one thread: they are small, and many questions are answered at once.

    On two cores, a search is ten times slower without this. Learning from the phrasings, when the index is
    built, is one large product and keeps them all.
    """
    threadpool_limits(1, user_api="blas")


def store_of(settings: Settings) -> VectorStore:
    """Return where the vectors of a scheme are kept. Raises ConfigurationError for an unusable address."""
    return vector_store(settings.vectors, settings.corpus.resolve().name)


def post_office(settings: Settings) -> Smtp | None:
    """Return where mails go, None when none is to be sent. Raises ConfigurationError for unusable addresses."""
    if not settings.smtp:
        return None
    if not settings.mail_from:
        raise ConfigurationError(text("notices.smtp.no_sender"))
    return post_of(settings.smtp, sender_of(settings.mail_from))


def retention(settings: Settings) -> Retention:
    """Return how long each kind of record is kept."""
    return Retention(
        exchanges=settings.keep_exchanges_days,
        statistics=settings.keep_statistics_days,
        handoffs=settings.keep_handoffs_days,
        journal=settings.keep_journal_days,
    )


def build(
    settings: Settings,
    models: Mapping[str, Model] | None = None,
    *,
    encoders: Encoders | None = None,
    scheme: str = "",
    version: str | None = None,
) -> Assistant:
    """Open the index and the tables it was built with and return the assistant of one scheme.

    ``models`` decide in place of the package's; ``encoders`` are those already loaded for
    another scheme; ``scheme`` is its name in a service of several, which its citations carry.
    ``version`` answers as an earlier version did. Raises CorpusError when a table quotes
    words that no document holds, RetrievalError when there is no sound index, VersionUnknown
    when ``version`` is not kept.
    """
    one_thread()
    encoders = encoders or load_encoders(settings.encoder)
    snapshot = open_snapshot(settings.index, encoders.passages, store_of(settings), version)
    library = Library(snapshot.documents, snapshot.pages, snapshot.passages, root_of(scheme), snapshot.version)
    corpus, tables = load_corpus(snapshot.corpus), load_tables(snapshot.corpus)
    check_tables(tables, library)
    reads = recogniser(snapshot, tables, encoders.phrasings)
    territory = Territory(corpus.territory, " ".join(p.text for p in snapshot.passages))
    judge = Judge(
        recogniser=reads,
        writer=Writer(library, corpus.title),
        reader=Reader(
            snapshot.search, terms, snapshot.passages, snapshot.settling.judge if snapshot.settling else None
        ),
        models=models or load_models(),
        territory=territory,
        share=share_of(tables.facets),
    )
    suggestions = {facet.id: facet.suggest for facet in tables.facets if facet.suggest}
    topics = {facet.id: facet.label for facet in tables.facets}
    parts = Parts(judge, library, corpus.contact, corpus.title, snapshot.version, suggestions, topics=topics)
    shelve = Shelving(library, reads, territory, root=root_of(scheme))
    return Assistant(parts, snapshot, corpus, shelve=shelve)


def build_as_of(
    settings: Settings, moment: datetime, *, encoders: Encoders | None = None, scheme: str = ""
) -> Assistant:
    """Return the assistant that answers as it did at an aware ``moment``; raises as ``build``."""
    return build(settings, encoders=encoders, scheme=scheme, version=as_of(settings.index, moment).version)


def roll_back(settings: Settings, version: str | None = None, *, encoders: Encoders | None = None) -> Release:
    """Put an earlier version back in effect, once it was opened whole: one that can't answer is never published.

    Raises as ``rollback`` and ``build``.
    """
    wanted = target(settings.index, version).version
    build(settings, encoders=encoders, version=wanted)
    return rollback(settings.index, wanted, store_of(settings))


def put_in_effect(settings: Settings, version: str, *, encoders: Encoders | None = None) -> Release:
    """Publish a version that was built aside, once it was opened whole; raises as ``roll_back``."""
    build(settings, encoders=encoders, version=version)
    return release(settings.index, version, store_of(settings))


def build_recogniser(settings: Settings) -> Recogniser:
    """Return what reads questions, alone: for fitting the decision."""
    embedder = load_embedder(settings.encoder)
    snapshot = open_snapshot(settings.index, embedder, store_of(settings))
    return recogniser(snapshot, load_tables(snapshot.corpus), phrasing_embedder(embedder))


def recogniser(snapshot: Snapshot, tables: Tables, embedder: Embeddings | None) -> Recogniser:
    """Read what was learned of the tables beside the index.

    Raises RetrievalError when the index was built with other tables.
    """
    facets, kinds = tables.facets, tables.kinds
    bank = QuestionBank(facets, recall(snapshot.folder / BANK, [f.id for f in facets]), embedder)
    model = KindModel(kinds, recall(snapshot.folder / KINDS, [k.id for k in kinds]), embedder)
    table = EligibilityTable(kinds)
    return Recogniser(bank, table, model, speller_of(snapshot.passages, load_words(snapshot.folder / BANK), table))


def check_tables(tables: Tables, library: Library) -> None:
    """Prove that every quote of the tables is in the indexed documents.

    Raises CorpusError naming the entry, so that a table can't outlive the text it quotes.
    """
    for facet in tables.facets:
        loose = unsupported(facet.lead, [evidence.quote for evidence in facet.evidence])
        if loose:
            raise CorpusError(f"entry {facet.id!r}: its lead says {loose[0]!r}, which none of its quotes holds")
    entries: tuple[Facet | Kind, ...] = (*tables.facets, *tables.kinds)
    for entry in entries:
        for evidence in entry.evidence:
            try:
                library.quote(evidence.document, evidence.quote)
            except CorpusError as error:
                raise CorpusError(f"entry {entry.id!r}: {error}") from error
