"""A published entry as a document: one page, its answer, quoted paragraph by paragraph."""

from __future__ import annotations

import hashlib
import re

from assistant.answering.citations import Annex, shown
from assistant.answering.draft import Draft
from assistant.domain import Document, Origin, Page, PublishedEntry, Statement, Status
from assistant.ingestion.passages import cut
from assistant.texts import text
from assistant.texts.dates import french_date

#: What a decision on an entry is called beside those on the tables and on the passages.
MODEL = "entry"
#: A paragraph or a list item: what stands on a line.
_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def document_id(entry: PublishedEntry) -> str:
    """Return the id of the document that an entry is."""
    return f"faq-{entry.id}"


def annex_of(entry: PublishedEntry, root: str = "") -> Annex:
    """Return an entry as a document; ``root`` is what its scheme's addresses begin with.

    Raises ValueError when the entry has no question or no answer.
    """
    if not entry.question.strip() or not entry.answer.strip():
        raise ValueError(f"entry {entry.id} needs a question and an answer")
    name = document_id(entry)
    page = Page(name, 1, entry.answer)
    document = Document(
        id=name,
        title=entry.question,
        issuer=text("validated.entry.issuer"),
        date=entry.validated_on,
        origin=Origin.FAQ,
        path=f"faq/{entry.id}",
        sha256=hashlib.sha256(entry.answer.encode()).hexdigest(),
    )
    address = f"{root}/faq/{entry.id}?version={entry.version}&d={{start}}&f={{end}}#reponse"
    day = french_date(entry.validated_on)
    lead = text("validated.entry.lead", by=entry.validated_by, day=day, question=entry.question)
    return Annex(document, page, tuple(cut([page])), address, lead)


def draft_of(
    annex: Annex, question: str, features: dict[str, float] | None = None, least: float | None = None
) -> Draft:
    """Return the answer to a part of a question: every line of the entry, as it was validated.

    ``features`` are the signals that decided, ``least`` the chance from which an entry answers.
    """
    quotes = [annex.cite(*line.span()) for line in _LINE.finditer(annex.page.text)]
    statements = tuple(Statement(text("answers.lead.bare", quote=shown([quote])), (quote,)) for quote in quotes)
    return Draft(
        question,
        Status.ANSWERED,
        opening=annex.lead,
        statements=statements,
        facet=annex.document.id,
        features=features or {},
        model=MODEL,
        least=least,
    )
