"""What the documents say of each kind of project or expense that a question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Verdict
from assistant.rules.items import numbered
from assistant.rules.tables import Kind
from assistant.texts import table
from assistant.understanding.lexicon import find, stems, tokens
from assistant.understanding.normalise import readable

#: Words before a fact within which « sans » denies it: « sans lien direct avec les administrés ».
DENIED = 6


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
        self._terms: dict[tuple[str, ...], list[tuple[str, Kind]]] = {}
        for kind in kinds:
            for term in kind.terms:
                self._terms.setdefault(stems(readable(term)), []).append((term, kind))
        self._longest = max((len(wanted) for wanted in self._terms), default=0)
        self._by_name = {kind.id: kind for kind in kinds}
        self._settled = {
            kind.id: [(name, stems(readable(phrase))) for name, phrases in kind.settled for phrase in phrases]
            for kind in kinds
        }
        self._needs = {kind.id: [stems(readable(phrase)) for phrase in kind.needs] for kind in kinds}

    def words(self) -> set[str]:
        """Return every word of the table's terms."""
        return {w for kind in self._kinds for term in (*kind.terms, *kind.needs) for w in tokens(readable(term))}

    def find(self, flat: str) -> list[Finding]:
        """Return the kinds that a readable question names, in its order.

        A word counts once, for the longest term that covers it: « logiciel de paie » is
        not also « logiciel », « portail famille » is not « portail ».
        """
        words, typed = stems(flat), tokens(flat)
        taken: set[int] = set()
        findings = []
        for size in range(min(self._longest, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                span = range(at, at + size)
                if any(i in taken for i in span):
                    continue
                named = self._named(words, at, size)
                if named is None:
                    continue
                taken.update(span)
                if not _set_aside(typed, at, named[1].tool):
                    findings.append(Finding(self._as_settled(named[1], words, typed), named[0], at, size))
        return _heads(self._settle(findings), numbered(flat))

    def _named(self, words: tuple[str, ...], at: int, size: int) -> tuple[str, Kind] | None:
        """Return the term that stands there and its kind, if what the kind needs is there too."""
        for term, kind in self._terms.get(words[at : at + size], ()):
            needs = self._needs[kind.id]
            if not needs or any(find(phrase, words) is not None for phrase in needs):
                return term, kind
        return None

    def _as_settled(self, kind: Kind, words: tuple[str, ...], typed: Sequence[str]) -> Kind:
        """Return the kind that a missing fact makes of ``kind``, when a question gives it and doesn't deny it."""
        without = table("french")["project"]["without"]
        for name, phrase in self._settled[kind.id]:
            at = find(phrase, words)
            if at is not None and not any(word in without for word in typed[max(0, at - DENIED) : at]):
                return self._by_name[name]
        return kind

    def mask(self, flat: str) -> str:
        """Return a readable question with what the table recognises made anonymous."""
        findings = self.find(flat)
        return masked(flat, findings) if findings else flat

    @staticmethod
    def _settle(findings: list[Finding]) -> list[Finding]:
        replaced = {other for finding in findings for other in finding.kind.replaces}
        kept: dict[str, Finding] = {}
        for finding in sorted(findings, key=lambda f: f.at):
            if finding.kind.id not in replaced:
                kept.setdefault(finding.kind.id, finding)
        return list(kept.values())


def _heads(findings: Sequence[Finding], items: Sequence[int]) -> list[Finding]:
    """Keep the first kind that each item names: what follows completes it.

    « un vacataire pour la numérisation » pays a person, « la formation au logiciel » trains.
    """
    kept: dict[int, Finding] = {}
    for finding in findings:
        kept.setdefault(items[finding.at] if finding.at < len(items) else -1, finding)
    return list(kept.values())


def _set_aside(words: Sequence[str], at: int, tool: bool) -> bool:
    """Tell whether what is named at ``at`` is said to be left out (« sans matériel »), or only worked with.

    « depuis leur téléphone » buys no telephone.
    """
    around = table("french")["project"]
    before = [word for word in words[max(0, at - 3) : at] if word not in around["determiners"]]
    if before and before[-1] in around["without"]:
        return True
    return tool and bool(before) and before[-1] in around["with_tool"]


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
