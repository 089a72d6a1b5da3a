"""The only place that chooses concrete classes and unpacks the settings."""

from __future__ import annotations

from assistant.answering.citations import Library
from assistant.answering.judge import Judge
from assistant.answering.writer import Writer
from assistant.errors import CorpusError
from assistant.ingestion.corpus import load_corpus
from assistant.pipeline import Assistant, Parts
from assistant.retrieval.embedder import load_embedder
from assistant.retrieval.snapshot import open_snapshot
from assistant.retrieval.terms import terms
from assistant.rules.bank import QuestionBank
from assistant.rules.eligibility import EligibilityTable
from assistant.rules.tables import Facet, Kind, Tables, load_tables
from assistant.settings import Settings


def build(settings: Settings) -> Assistant:
    """Open the index and the tables and return the assistant.

    Raises CorpusError when a table quotes words that no document holds, RetrievalError
    when there is no sound index.
    """
    corpus = load_corpus(settings.corpus)
    snapshot = open_snapshot(settings.index, load_embedder(settings.encoder))
    library = Library(snapshot.documents, snapshot.pages, snapshot.passages)
    tables = load_tables(settings.corpus)
    check_tables(tables, library)
    judge = Judge(
        bank=QuestionBank(tables.facets, terms),
        table=EligibilityTable(tables.kinds),
        writer=Writer(library, corpus.title),
        search=snapshot.search,
        terms=terms,
        passages=snapshot.passages,
    )
    suggestions = tuple(facet.suggest for facet in tables.facets if facet.suggest)
    parts = Parts(judge, library, corpus.contact, corpus.title, snapshot.version, suggestions)
    return Assistant(parts, snapshot, corpus)


def check_tables(tables: Tables, library: Library) -> None:
    """Prove that every quote of the tables is in the indexed documents.

    Raises CorpusError naming the entry, so that a table can't outlive the text it quotes.
    """
    entries: tuple[Facet | Kind, ...] = (*tables.facets, *tables.kinds)
    for entry in entries:
        for evidence in entry.evidence:
            try:
                library.quote(evidence.document, evidence.quote)
            except CorpusError as error:
                raise CorpusError(f"entry {entry.id!r}: {error}") from error
