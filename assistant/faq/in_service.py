"""What a scheme audits: its published answers as they are recorded, and the versions of the documents they quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from assistant.domain import Passage
from assistant.errors import RetrievalError
from assistant.faq.audited import AuditedEntry, EntryQuote, Versions
from assistant.records.tables import FaqEntry, FaqVersion
from assistant.records.upgrade import existing
from assistant.retrieval.archive import archived
from assistant.retrieval.editions import editions
from assistant.settings import Settings


def entries_of(settings: Settings, scheme: str) -> Iterable[AuditedEntry]:
    """Return the published answers of a scheme, none where nothing is recorded yet.

    Raises RecordsUnavailable when the database can't be reached.
    """
    with existing(settings.database) as database:
        if database is None:
            return []
        with database.reading() as session:
            return entries_in_service(session, scheme)


def entries_in_service(session: Session, scheme: str) -> list[AuditedEntry]:
    """Return the version in service of each answer of a scheme, those whose time is over included."""
    rows = session.execute(
        select(FaqEntry, FaqVersion)
        .join(FaqVersion, and_(FaqVersion.entry_id == FaqEntry.id, FaqVersion.number == FaqEntry.published))
        .where(FaqEntry.scheme == scheme)
        .order_by(FaqEntry.id)
    )
    return [_audited(entry, version) for entry, version in rows]


def _audited(entry: FaqEntry, version: FaqVersion) -> AuditedEntry:
    quotes = tuple(EntryQuote(q["document"], q["quote"], q["sha256"]) for q in version.quotes)
    return AuditedEntry(str(entry.id), version.number, version.question, version.answer, quotes, entry.expires_on)


def versions_of(index_folder: Path) -> Versions:
    """Return what gives a document's passages in the version of the index that held it with a given sha256."""

    def passages(document: str, sha256: str) -> Sequence[Passage] | None:
        try:
            edition = next((e for e in editions(index_folder, document) if e.document.sha256 == sha256), None)
            found = archived(index_folder, edition.release, document) if edition is not None else None
        except RetrievalError:
            return None
        return found.passages if found is not None else None

    return passages
