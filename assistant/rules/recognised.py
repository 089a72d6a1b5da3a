"""What was recognised in a part of a question, and the named signals on which the decision turns."""

from __future__ import annotations

import math
from dataclasses import dataclass

from assistant.rules.bank import Match
from assistant.rules.eligibility import Finding
from assistant.rules.tables import Facet

#: What is left to neither side when the best stated facet is weighed against the best of the others.
DOUBT = 0.05


@dataclass(frozen=True)
class Recognised:
    """The readable question, the facets that fit it, best first, and the projects that it names."""

    flat: str
    matches: tuple[Match, ...]
    findings: tuple[Finding, ...]
    #: The projects that the question followed up names.
    before: tuple[Finding, ...] = ()
    #: The best facet of the question taken alone, whatever it follows up.
    alone: Match | None = None
    #: Whether the question says nothing but « is it funded? ».
    bare: bool = False

    @property
    def carried(self) -> bool:
        """Whether the question followed up names projects too: « et un site internet ? »."""
        return bool(self.before and self.findings)

    @property
    def stated(self) -> Match | None:
        """The best facet that the documents state."""
        return next((match for match in self.matches if match.facet.stated), None)

    def rival(self, within: float, least: float) -> Facet | None:
        """Return the stated facet that nearly ties with the best one, if there is one."""
        stated = [match for match in self.matches if match.facet.stated][:2]
        if len(stated) < 2 or stated[1].score < max(least, stated[0].score - within):
            return None
        return stated[1].facet

    @property
    def silent(self) -> Match | None:
        """The best facet of the scheme that the documents are known not to state, descriptions of projects aside."""
        return next((m for m in self.matches if m.facet.silent and not m.facet.describes), None)

    @property
    def vague(self) -> Match | None:
        """The facet of whatever else the documents don't state, if the corpus has one."""
        return next((match for match in self.matches if match.facet.vague), None)

    @property
    def elsewhere(self) -> Match | None:
        """The best facet of anything else than the scheme."""
        return next((match for match in self.matches if match.facet.elsewhere), None)

    @property
    def project(self) -> float:
        """The best score of a facet that gives way to the eligibility table."""
        return max((match.score for match in self.matches if match.facet.yields), default=0.0)

    def features(self) -> dict[str, float]:
        """Return the named signals on which the decision turns."""
        best = self.stated
        stated, silent, vague, elsewhere = map(_score, (best, self.silent, self.vague, self.elsewhere))
        said = max(stated, 0.0)
        return {
            "share": said / (said + max(silent, vague, elsewhere, 0.0) + DOUBT),
            "stated": stated,
            "silent": silent,
            "vague": vague,
            "elsewhere": elsewhere,
            "similarity": best.similarity if best else 0.0,
            "cued": float(bool(best and best.cues)),
            "behind": max(0.0, silent - stated),
            "length": math.log1p(len(self.flat.split())),
            "project": self.project,
            "kinds": float(len(self.findings)),
        }


def _score(match: Match | None) -> float:
    return match.score if match else 0.0
