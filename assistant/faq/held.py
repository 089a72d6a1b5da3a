"""The documents at hand, and where words stand in them, whatever their typography, layout or page.

A quote is looked for word by word: « ’ » and « ' », a folded line, another bullet, a page break or a paragraph cut in
two change nothing of what a document says.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.citations import Library
from assistant.domain import Citation, Document, Hit, Origin, Page, Passage
from assistant.errors import CitationMismatch, CorpusError
from assistant.faq.folded import joined, tokens

Search = Callable[[str, int], list[Hit]]


def no_search(query: str, k: int) -> list[Hit]:
    """Find nothing: where only the documents that an entry quotes are looked at."""
    return []


@dataclass(frozen=True)
class Place:
    """Words found in a document: the passage they begin in, and their citations, one a page."""

    document: Document
    passage: Passage | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class _Stream:
    """The words of a document's passages, joined by spaces, and the way back to them."""

    text: str
    starts: tuple[int, ...]
    places: tuple[tuple[Passage, int, int], ...]


class Held:
    """The documents of one index version; published answers are left out, since an answer is no evidence of itself."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        pages: Mapping[tuple[str, int], Page],
        passages: Sequence[Passage],
        search: Search = no_search,
        root: str = "",
    ) -> None:
        self.documents = {name: document for name, document in documents.items() if document.origin is not Origin.FAQ}
        self.pages = {key: page for key, page in pages.items() if key[0] in self.documents}
        self.passages = [passage for passage in passages if passage.document_id in self.documents]
        self.library = Library(self.documents, self.pages, self.passages, root)
        self._search = search
        self._streams: dict[str, _Stream] = {}

    @cached_property
    def by_document(self) -> dict[str, list[Passage]]:
        """The passages of each document, in reading order."""
        found: dict[str, list[Passage]] = {name: [] for name in self.documents}
        for passage in self.passages:
            found[passage.document_id].append(passage)
        return found

    def search(self, query: str, k: int) -> list[Passage]:
        """Return the ``k`` passages nearest to a query, none of them a published answer."""
        hits = self._search(query, 2 * k)
        return [hit.passage for hit in hits if hit.passage.document_id in self.documents][:k]

    def cite(self, passage: Passage, words: str) -> Citation:
        """Return the citation of ``words``, cut from a passage: that of the page they begin on."""
        at = passage.text.find(words)
        if at < 0:
            raise CitationMismatch(f"{passage.id} does not hold « {words[:60]} »")
        return self.library.cite(passage, at, at + len(words))[0]

    def find(self, words: str, document: str | None = None) -> Place | None:
        """Return where ``words`` stand, in a document or in any; None where no document holds them."""
        wanted = joined(words)
        if not wanted.strip():
            return None
        for name in [document] if document is not None else self.documents:
            if name in self.documents:
                place = self._in_passages(name, wanted) or self._in_pages(name, words)
                if place is not None:
                    return place
        return None

    def _in_passages(self, name: str, wanted: str) -> Place | None:
        stream = self._stream(name)
        at = stream.text.find(wanted)
        if at < 0:
            return None
        first = bisect.bisect_left(stream.starts, at + 1)
        last = bisect.bisect_left(stream.starts, at + len(wanted) - 1) - 1
        citations: list[Citation] = []
        spans: dict[str, tuple[Passage, int, int]] = {}
        for passage, start, end in stream.places[first : last + 1]:
            begun = spans.get(passage.id, (passage, start, end))[1]
            spans[passage.id] = (passage, begun, end)
        for passage, start, end in spans.values():
            citations += self.library.cite(passage, start, end)
        return Place(self.documents[name], stream.places[first][0], tuple(citations))

    def _in_pages(self, name: str, words: str) -> Place | None:
        """Find words that no passage holds: a heading, a signature."""
        try:
            citations = self.library.quote(name, words)
        except CorpusError:
            return None
        return Place(self.documents[name], None, citations) if all(map(self._is_whole, citations)) else None

    def _is_whole(self, citation: Citation) -> bool:
        """Tell whether a quote begins and ends with whole words."""
        page = self.pages[citation.document, citation.page].text
        around = page[citation.start - 1 : citation.start] + page[citation.end : citation.end + 1]
        return not any(map(str.isalnum, around))

    def _stream(self, name: str) -> _Stream:
        if name not in self._streams:
            places = [
                (token, passage, start, end)
                for passage in self.by_document[name]
                for token, start, end in tokens(passage.text)
            ]
            starts, at = [], 1
            for token, *_ in places:
                starts.append(at)
                at += len(token) + 1
            text = f" {' '.join(token for token, *_ in places)} "
            self._streams[name] = _Stream(text, tuple(starts), tuple((p, s, e) for _, p, s, e in places))
        return self._streams[name]
