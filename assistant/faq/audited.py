"""The words of the audit: what is audited, and what is found of it. Pure values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.domain import Citation, Passage
from assistant.faq.wording import Piece

#: Gives the passages of a document as it was when its file had this sha256; None when that version is not kept.
Versions = Callable[[str, str], Sequence[Passage] | None]


def no_versions(document: str, sha256: str) -> None:
    """Keep no version: what stands around a quote is then not compared."""


@dataclass(frozen=True)
class EntryQuote:
    """Words that an answer relies on: verbatim, with their document and the sha256 that its file had then."""

    document: str
    quote: str
    sha256: str = ""


@dataclass(frozen=True)
class AuditedEntry:
    """A published answer, as the audit needs it, wherever it is kept."""

    id: str
    version: int
    question: str
    answer: str
    quotes: tuple[EntryQuote, ...] = ()
    expires_on: date | None = None


class Standing(StrEnum):
    """How an answer stands with the documents, from the best to the worst."""

    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    STALE = "stale"
    QUOTE_GONE = "quote_gone"
    CONTRADICTED = "contradicted"

    @property
    def is_finding(self) -> bool:
        """Whether a person must act. What no document says may be right: it is only listed to be checked."""
        return self not in (Standing.SUPPORTED, Standing.UNSUPPORTED)


@dataclass(frozen=True)
class Finding:
    """One thing found of an answer: where the document says so, what the answer relies on and what is said now.

    ``cause`` is the key of its explanation in ``texts/faq_audit.toml``; ``difference`` is empty where there is
    nothing to compare.
    """

    standing: Standing
    cause: str
    explanation: str
    place: Citation | None = None
    document: str = ""
    said: str = ""
    now: str = ""
    difference: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Audit:
    """All that was found of an answer, the worst first."""

    entry: AuditedEntry
    findings: tuple[Finding, ...]

    @property
    def standing(self) -> Standing:
        """The worst of its findings."""
        return self.findings[0].standing


def audit_of(entry: AuditedEntry, findings: Sequence[Finding]) -> Audit:
    """Return findings in order of gravity; those of the same gravity keep theirs."""
    order = list(Standing)
    return Audit(entry, tuple(sorted(findings, key=lambda finding: -order.index(finding.standing))))
