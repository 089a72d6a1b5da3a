"""The documents as they were when they were quoted: what stood there already contradicts nothing that was validated."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Passage
from assistant.faq.audited import EntryQuote, Versions
from assistant.faq.folded import joined


class Earlier:
    """The versions that an entry's quotes were taken from, as far as they are kept."""

    def __init__(self, versions: Versions) -> None:
        self._versions = versions
        self._read: dict[tuple[str, str], Sequence[Passage] | None] = {}
        self._words: dict[tuple[str, str], str] = {}

    def passages(self, quote: EntryQuote) -> Sequence[Passage] | None:
        """Return the passages of a quote's document when it was quoted; None when that version is not kept."""
        key = (quote.document, quote.sha256)
        if key not in self._read:
            self._read[key] = self._versions(*key) if quote.sha256 else None
        return self._read[key]

    def held(self, quotes: Sequence[EntryQuote], document: str, words: str) -> bool:
        """Tell whether a document already said ``words`` when it was quoted."""
        return any(quote.document == document and joined(words).strip() in self._text(quote) for quote in quotes)

    def _text(self, quote: EntryQuote) -> str:
        key = (quote.document, quote.sha256)
        if key not in self._words:
            self._words[key] = joined(" ".join(passage.text for passage in self.passages(quote) or ()))
        return self._words[key]
