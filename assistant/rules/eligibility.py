"""What the documents say of each kind of project or expense that a question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Verdict
from assistant.rules.tables import Kind
from assistant.understanding.lexicon import find, found, stems, tokens
from assistant.understanding.normalise import unaccent


@dataclass(frozen=True)
class Finding:
    """A kind recognised in a question, by which of its terms, and where it begins."""

    kind: Kind
    term: str
    at: int
    length: int


class EligibilityTable:
    """The decision table of a corpus."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self._kinds = tuple(kinds)
        pairs = [(term, stems(term), kind) for kind in kinds for term in kind.terms]
        self._pairs = sorted(pairs, key=lambda pair: (-len(pair[1]), -len(pair[0])))

    def words(self) -> set[str]:
        """Return every word of the table's terms."""
        return {word for kind in self._kinds for term in (*kind.terms, *kind.needs) for word in unaccent(term).split()}

    def find(self, flat: str) -> list[Finding]:
        """Return the kinds that a readable question names, in its order.

        A word counts once, for the longest term that covers it: « logiciel de paie » is
        not also « logiciel », « portail famille » is not « portail ».
        """
        words = stems(flat)
        taken: set[int] = set()
        findings = []
        for term, wanted, kind in self._pairs:
            if kind.needs and not found(kind.needs, words):
                continue
            at = find(wanted, words)
            if at is None or any(i in taken for i in range(at, at + len(wanted))):
                continue
            taken.update(range(at, at + len(wanted)))
            findings.append(Finding(kind, term, at, len(wanted)))
        return self._settle(findings)

    @staticmethod
    def _settle(findings: list[Finding]) -> list[Finding]:
        replaced = {other for finding in findings for other in finding.kind.replaces}
        kept: dict[str, Finding] = {}
        for finding in sorted(findings, key=lambda f: f.at):
            if finding.kind.id not in replaced:
                kept.setdefault(finding.kind.id, finding)
        return list(kept.values())


#: What stands for a project or an expense in the phrasings of `questions/`.
PLACEHOLDER = "xprojet"


def masked(flat: str, findings: Sequence[Finding]) -> str:
    """Return a question with its projects made anonymous: « acheter xprojet » asks one thing."""
    words = tokens(flat)
    for finding in sorted(findings, key=lambda f: -f.at):
        words[finding.at : finding.at + finding.length] = [PLACEHOLDER]
    return " ".join(words)


def total(findings: Sequence[Finding]) -> Verdict:
    """Return the verdict on the whole: all alike, or « partly » when some of it is eligible."""
    verdicts = {finding.kind.verdict for finding in findings}
    if len(verdicts) == 1:
        return verdicts.pop()
    if Verdict.ELIGIBLE in verdicts:
        return Verdict.PARTLY
    return Verdict.UNDETERMINED
