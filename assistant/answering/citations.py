"""Citations, cut from passages and pages and from nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from assistant.domain import Citation, Document, Page, Passage, Span
from assistant.errors import CitationMismatch, CorpusError

_SAME = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "})


@dataclass(frozen=True)
class Annex:
    """A document of one page that is not in the index: a validated answer.

    ``address`` is where it is read, with the fields ``start`` and ``end`` of a quote;
    ``lead`` the sentence that introduces it, which an answer may say without a quote.
    """

    document: Document
    page: Page
    passages: tuple[Passage, ...]
    address: str
    lead: str

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages, as any document has them."""
        return (self.page,)

    def cite(self, start: int, end: int) -> Citation:
        """Cut the citation of the page's characters ``start`` to ``end``."""
        known = self.document
        quote = self.page.text[start:end]
        url = self.address.format(start=start, end=end)
        number = self.page.number
        return Citation(known.id, known.title, known.date, known.origin, number, "", quote, start, end, url)


class Library:
    """The documents, pages and passages of one index version, and quotes found in them."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        pages: Mapping[tuple[str, int], Page],
        passages: Sequence[Passage],
        root: str = "",
        version: str = "",
    ) -> None:
        #: What the addresses of the documents begin with, in a service of several schemes.
        self._root = root
        #: The index version that is quoted: an address goes on leading to it when others have followed.
        self._version = version
        self._documents = documents
        self._pages = pages
        self._by_document: dict[str, list[Passage]] = {}
        for passage in passages:
            self._by_document.setdefault(passage.document_id, []).append(passage)
        self._annexes: dict[str, Annex] = {}

    def with_annexes(self, annexes: Iterable[Annex]) -> Library:
        """Return a library that holds ``annexes`` too; this one stays as it is."""
        extended = copy(self)
        held = {annex.document.id: annex for annex in annexes}
        extended._annexes = {**self._annexes, **held}
        extended._documents = {**self._documents, **{name: annex.document for name, annex in held.items()}}
        pages = {(page.document_id, page.number): page for annex in held.values() for page in annex.pages}
        extended._pages = {**self._pages, **pages}
        passages = {name: list(annex.passages) for name, annex in held.items()}
        extended._by_document = {**self._by_document, **passages}
        return extended

    @property
    def pages(self) -> Mapping[tuple[str, int], Page]:
        """Every page that may be quoted, by document and number."""
        return self._pages

    def annex(self, document: str) -> Annex | None:
        """Return the annex of that id, if there is one."""
        return self._annexes.get(document)

    def cite(self, passage: Passage, start: int, end: int) -> tuple[Citation, ...]:
        """Cut the citations of ``passage.text[start:end]``: one for each page it stands on."""
        document = self._documents[passage.document_id]
        citations = []
        for span in passage.locate(start, end):
            page = self._pages[passage.document_id, span.page]
            citations.append(
                Citation(
                    document=document.id,
                    title=document.title,
                    date=document.date,
                    origin=document.origin,
                    page=span.page,
                    section=" › ".join(passage.headings),
                    quote=page.text[span.start : span.end],
                    start=span.start,
                    end=span.end,
                    url=self._address(document.id, span, passage.anchor),
                )
            )
        if not citations:
            raise CitationMismatch(f"{passage.id}[{start}:{end}] stands on no page")
        return tuple(citations)

    def quote(self, document: str, words: str) -> tuple[Citation, ...]:
        """Find ``words`` in a document and cite them; a quote may run on to the next passage.

        Raises CorpusError when the document does not hold these words: a table of the
        corpus quotes a text that has changed.
        """
        wanted = _fold(words)
        for passage in self._by_document.get(document, ()):
            at = _fold(passage.text).find(wanted)
            if at >= 0:
                return self.cite(passage, at, at + len(wanted))
        found = self._across_pages(document, wanted)
        if found is None:
            raise CorpusError(f"{document} does not hold the quote « {words[:60]} »; correct the table that quotes it")
        return found

    def _across_pages(self, document: str, wanted: str) -> tuple[Citation, ...] | None:
        """Find words in the text of a page itself, whatever the passages' limits."""
        pattern = re.compile(r"\s+".join(re.escape(word) for word in wanted.split()))
        for (owner, number), page in sorted(self._pages.items()):
            match = pattern.search(page.text.translate(_SAME)) if owner == document else None
            if match:
                known = self._documents[document]
                start, end = match.span()
                near = self._nearest(document, number, start)
                anchor = near.anchor if near else f"p{number}"
                url = self._address(document, Span(number, start, end), anchor)
                section = " › ".join(near.headings) if near else ""
                text = page.text[start:end]
                return (
                    Citation(
                        document,
                        known.title,
                        known.date,
                        known.origin,
                        number,
                        section,
                        text,
                        start,
                        end,
                        url,
                    ),
                )
        return None

    def _address(self, document: str, span: Span, anchor: str) -> str:
        version = f"v={self._version}&" if self._version else ""
        return f"{self._root}/documents/{document}?{version}p={span.page}&d={span.start}&f={span.end}#{anchor}"

    def _nearest(self, document: str, page: int, start: int) -> Passage | None:
        before = [p for p in self._by_document.get(document, ()) if p.page == page and p.runs[0].start <= start]
        return max(before, key=lambda p: p.runs[0].start, default=None)

    def verify(self, citation: Citation) -> None:
        """Raise CitationMismatch unless the quote stands exactly where it says it does."""
        page = self._pages.get((citation.document, citation.page))
        if page is None or page.text[citation.start : citation.end] != citation.quote or not citation.quote.strip():
            raise CitationMismatch(f"{citation.document} page {citation.page} [{citation.start}:{citation.end}]")


def _fold(text: str) -> str:
    """Return ``text`` with typographic twins made one, its length unchanged."""
    return text.translate(_SAME)


def shown(citations: Sequence[Citation]) -> str:
    """Return the words of a quote as displayed: spaces folded, pages joined."""
    joined = " ".join(citation.quote for citation in citations)
    return re.sub(r"\s+", " ", joined).strip()
