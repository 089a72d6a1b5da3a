"""Published answers re-checked against the current documents: does each still hold, and if not, what changed?

Four questions are asked of each: is it still in its time; do the documents still say the words that it quotes;
do they say its figures, dates, addresses and names; does a newer document say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from assistant.faq.answers import denial_findings, fact_findings, newer_findings
from assistant.faq.audited import Audit, AuditedEntry, Finding, Standing, Versions, audit_of, no_versions
from assistant.faq.earlier import Earlier
from assistant.faq.held import Held
from assistant.faq.lookup import Lookup
from assistant.faq.quotes import explained, quote_finding


class Auditor:
    """Audits entries against the documents of one index version, which it reads once."""

    def __init__(self, held: Held, today: date, territory: str = "", versions: Versions = no_versions) -> None:
        self._held = held
        self._today = today
        self._earlier = Earlier(versions)
        self._lookup = Lookup(held, territory)

    def audit(self, entries: Iterable[AuditedEntry]) -> Iterator[Audit]:
        """Yield the audit of each entry, in order."""
        for entry in entries:
            yield self.examine(entry)

    def examine(self, entry: AuditedEntry) -> Audit:
        """Return all that is found of one entry, the worst first.

        A figure that follows a quote which is gone or contradicted is not reported a second time.
        """
        findings = list(self._expired(entry))
        rechecked = [quote_finding(q, self._held, self._lookup.weigher, self._earlier) for q in entry.quotes]
        findings += [finding for finding, _ in rechecked]
        carrying = [words for _, words in rechecked if words]
        broken = any(finding.standing.is_finding and finding.cause != "around" for finding, _ in rechecked)
        facts = list(fact_findings(entry, carrying, self._lookup, self._earlier))
        findings += [f for f in facts if not broken or (f.standing is Standing.CONTRADICTED and _is_new(f, findings))]
        findings += newer_findings(entry, carrying, self._lookup)
        if not entry.quotes and not facts:
            findings += denial_findings(entry, self._lookup)
        if not findings or (not entry.quotes and all(f.cause == "expired" for f in findings)):
            findings.append(Finding(Standing.UNSUPPORTED, "unquoted", explained("unquoted")))
        return audit_of(entry, findings)

    def _expired(self, entry: AuditedEntry) -> Iterator[Finding]:
        if entry.expires_on is not None and entry.expires_on < self._today:
            told = explained("expired", date=entry.expires_on.strftime("%d/%m/%Y"))
            yield Finding(Standing.STALE, "expired", told)


def _is_new(found: Finding, findings: Iterable[Finding]) -> bool:
    """Tell whether a finding shows other words of a document than those that already contradict the answer."""
    shown = [other.now for other in findings if other.standing is Standing.CONTRADICTED and other.now]
    return not any(found.now in now or now in found.now for now in shown)
