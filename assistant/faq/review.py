"""Everything that the documents of an index version have to say of the answers of a scheme, and of one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.faq.audit import Auditor
from assistant.faq.audited import Audit, AuditedEntry, Versions, no_versions
from assistant.faq.contradictions import Contradiction, contradictions
from assistant.faq.held import Held
from assistant.retrieval.snapshot import Snapshot


@dataclass(frozen=True)
class Review:
    """The audit of each answer, in their order, and the contradictions between documents, the surest first."""

    audits: tuple[Audit, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def has_findings(self) -> bool:
        """Whether a person must act. Contradictions between documents are to be checked: some are false alarms."""
        return any(audit.standing.is_finding for audit in self.audits)


def review(
    snapshot: Snapshot,
    entries: Iterable[AuditedEntry],
    today: date,
    *,
    territory: str = "",
    root: str = "",
    versions: Versions = no_versions,
) -> Review:
    """Audit entries against an index version; ``root`` is what its scheme's addresses begin with."""
    held = Held(snapshot.documents, snapshot.pages, snapshot.passages, snapshot.search, root)
    auditor = Auditor(held, today, territory, versions)
    return Review(tuple(auditor.audit(entries)), tuple(contradictions(held, territory)))
