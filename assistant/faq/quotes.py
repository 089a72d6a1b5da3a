"""A quote that an answer relies on, re-checked against its document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import Citation
from assistant.faq.audited import EntryQuote, Finding, Standing
from assistant.faq.changes import CONTRARY, Change, Verdict, became
from assistant.faq.earlier import Earlier
from assistant.faq.facts import Weigher
from assistant.faq.folded import tokens
from assistant.faq.held import Held, Place
from assistant.faq.nearest import Near, nearest
from assistant.faq.surroundings import changed_around
from assistant.faq.wording import difference
from assistant.texts import text

#: Words from which a quote found in another document is the same one, moved.
TELLING = 6


def explained(cause: str, place: Citation | None = None, **fields: object) -> str:
    """Return the sentence of a cause; a finding's title and page are those of its place."""
    where = {"title": place.title, "page": place.page} if place is not None else {}
    said = {**where, **fields}
    if "title" in said:
        said["title"] = inner(str(said["title"]))
    return text(f"faq_audit.cause.{cause}", **said)


def inner(title: str) -> str:
    """Return a title as it is quoted inside « »: its own guillemets made “ ”."""
    return re.sub(r"«\s*", "“", re.sub(r"\s*»", "”", title))


def quote_finding(quote: EntryQuote, held: Held, weigher: Weigher, earlier: Earlier) -> tuple[Finding, str]:
    """Return what became of a quote, and the words that now carry it; none when nothing does."""
    place = held.find(quote.quote, quote.document)
    if place is not None:
        return _still_there(quote, place, held, earlier), quote.quote
    known = quote.document in held.documents
    passages = held.by_document[quote.document] if known else held.passages
    nears = nearest(quote.quote, passages, weigher)
    verdict, near = became(quote.quote, nears, lambda near: earlier.held([quote], quote.document, near.text))
    elsewhere = held.find(quote.quote) if verdict.change not in CONTRARY and _tells(quote.quote) else None
    if elsewhere is not None:
        cited = elsewhere.citations[0]
        found = Finding(Standing.SUPPORTED, "moved", explained("moved", cited), cited, cited.document, quote.quote)
        return found, quote.quote
    return _no_longer(quote, verdict, near, held), near.text if near and verdict.change is Change.REWORDED else ""


def _tells(quote: str) -> bool:
    """Tell whether a quote is long enough to be the same one in another document."""
    return len(tokens(quote)) >= TELLING


def _still_there(quote: EntryQuote, place: Place, held: Held, earlier: Earlier) -> Finding:
    cited = place.citations[0]
    before = earlier.passages(quote) if _changed(quote, held) else None
    if before is not None and place.passage is not None:
        around = changed_around(quote.quote, before, place.passage, held)
        if around is not None:
            old, new = around
            told = explained("around", cited, new=new or old)
            return Finding(Standing.STALE, "around", told, cited, cited.document, old, new, difference(old, new))
    return Finding(Standing.SUPPORTED, "held", explained("held"), cited, cited.document, quote.quote)


def _changed(quote: EntryQuote, held: Held) -> bool:
    document = held.documents[quote.document]
    return bool(quote.sha256) and quote.sha256 != document.sha256


def _no_longer(quote: EntryQuote, verdict: Verdict, near: Near | None, held: Held) -> Finding:
    known = held.documents.get(quote.document)
    if near is None or verdict.change is Change.GONE:
        cause = "gone" if known else "document_gone"
        told = explained(cause, title=known.title) if known else explained(cause, document=quote.document)
        shown = near if near is not None and known else None
        return _told(Standing.QUOTE_GONE, cause, told, quote, shown, held)
    cited = held.library.cite(near.passage, near.start, near.end)[0]
    told = explained(str(verdict.change), cited, old=verdict.old, new=verdict.new)
    standing = Standing.CONTRADICTED if verdict.change in CONTRARY else Standing.QUOTE_GONE
    if verdict.change is Change.REWORDED:
        standing = Standing.SUPPORTED
    return _told(standing, str(verdict.change), told, quote, near, held)


def _told(
    standing: Standing, cause: str, explanation: str, quote: EntryQuote, near: Near | None, held: Held
) -> Finding:
    if near is None:
        return Finding(standing, cause, explanation, None, quote.document, quote.quote)
    cited = held.library.cite(near.passage, near.start, near.end)[0]
    words = difference(quote.quote, near.text)
    return Finding(standing, cause, explanation, cited, quote.document, quote.quote, near.text, words)


def has_changed(quotes: Sequence[EntryQuote], held: Held) -> EntryQuote | None:
    """Return the first quote whose document has changed since it was quoted."""
    return next((q for q in quotes if q.document in held.documents and _changed(q, held)), None)
