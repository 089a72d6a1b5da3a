"""Which questions an entry answered."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.records.tables import CitationRow, Exchange


def document_of(number: int) -> str:
    """Return what the citations of an entry name as their document."""
    return f"faq-{number}"


def answered(session: Session, scheme: str, document: str) -> int:
    """Return how many exchanges of a scheme, of those whose text is still kept, cited an entry's ``document``."""
    cited = select(func.count(CitationRow.exchange_id.distinct())).join(
        Exchange, Exchange.id == CitationRow.exchange_id
    )
    return session.scalar(cited.where(CitationRow.document == document, Exchange.scheme == scheme)) or 0
