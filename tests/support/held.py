"""Documents at hand, made of a few words, and answers to audit against them."""

from datetime import date

from assistant.domain import Document, Origin, Page
from assistant.faq.audit import Auditor
from assistant.faq.audited import AuditedEntry, EntryQuote, no_versions
from assistant.faq.held import Held, no_search
from assistant.ingestion.passages import cut

TODAY = date(2026, 3, 1)


def document(name, day=date(2025, 1, 1), title="", sha256="now", origin=Origin.OFFICIAL):
    """Return a document's record."""
    return Document(name, title or f"Règlement {name}", "", day, origin, f"{name}.md", sha256)


def held(search=no_search, records=(), **texts):
    """Return documents of these names and texts; form feeds part pages, ``records`` describe some otherwise."""
    described = {name: document(name) for name in texts} | {record.id: record for record in records}
    pages = {
        (name, number): Page(name, number, part)
        for name, text in texts.items()
        for number, part in enumerate(text.split("\f"), 1)
    }
    passages = [p for name in texts for p in cut([page for (owner, _), page in pages.items() if owner == name])]
    return Held(described, pages, passages, search)


def entry(answer, *quotes, question="", expires_on=None, document="aide", sha256="then"):
    """Return a published answer that quotes these words of a document."""
    read = tuple(EntryQuote(document, quote, sha256) for quote in quotes)
    return AuditedEntry("1", 1, question, answer, read, expires_on)


def audited(entry, documents, before="", territory=""):
    """Return the audit of an answer; ``before`` is the text of the document when it was quoted."""
    passages = cut([Page("aide", number, part) for number, part in enumerate(before.split("\f"), 1)])
    versions = (lambda document, sha256: passages) if before else no_versions
    return Auditor(documents, TODAY, territory, versions).examine(entry)
