"""What an answer relies on: words that its author pasted, found in the documents as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.answering.citations import Library, shown
from assistant.domain import Citation, Document
from assistant.errors import CorpusError
from assistant.pipeline import Assistant
from assistant.records.faq.wording import QUOTE, Source, tidy
from assistant.texts import text

#: A quote shorter than this stands anywhere.
LEAST = 10


class SourceNotFound(Exception):
    """The words are not in the document, or say too little. An agent reads why, in French."""


@dataclass(frozen=True)
class Support:
    """A source of an answer as it stands now: ``citations`` are empty when its words are gone."""

    source: Source
    title: str
    citations: tuple[Citation, ...]

    @property
    def words(self) -> str:
        """The quote as shown: a document too may hold characters that nobody sees."""
        return tidy(self.source.quote)

    @property
    def is_gone(self) -> bool:
        """Whether the words are no longer where they were found."""
        return not self.citations


@dataclass(frozen=True)
class Holdings:
    """The documents in hand, and their words."""

    documents: Mapping[str, Document]
    library: Library

    @classmethod
    def of(cls, assistant: Assistant) -> Holdings:
        """Return what an assistant answers from; its published answers are no documents."""
        return cls(assistant.snapshot.documents, assistant.library)


def find(holdings: Holdings, document: str, words: str) -> Source:
    """Return the source made of words of a document, as the document writes them. Raises SourceNotFound."""
    wanted = " ".join(tidy(words).strip('«»“”" \u00a0\u202f').split())
    known = holdings.documents.get(document)
    if known is None:
        raise SourceNotFound(text("entries.source.document"))
    if not LEAST <= len(wanted) <= QUOTE:
        raise SourceNotFound(text("entries.source.length", least=LEAST, most=QUOTE))
    try:
        quoted = shown(holdings.library.quote(document, wanted))
    except CorpusError as error:
        raise SourceNotFound(text("entries.source.absent", title=known.title)) from error
    return Source(document, quoted, known.sha256)


def supports(holdings: Holdings, sources: Iterable[Source]) -> tuple[Support, ...]:
    """Return where the sources of an answer stand in the documents as they are now."""
    return tuple(_support(holdings, source) for source in sources)


def _support(holdings: Holdings, source: Source) -> Support:
    known = holdings.documents.get(source.document)
    if known is None:
        return Support(source, source.document, ())
    try:
        return Support(source, known.title, holdings.library.quote(source.document, source.quote))
    except CorpusError:
        return Support(source, known.title, ())
