"""Answer, hand over or decline: the decision on one part of a question.

Signals are named so that a refusal can be explained; the thresholds were chosen on the
development split of tests/reference (`make evaluate`) and are checked on its test split.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.decision import Model
from assistant.answering.draft import Draft
from assistant.answering.reading import Reader
from assistant.answering.related import following
from assistant.answering.validated import Consulted, Validated
from assistant.answering.writer import Writer
from assistant.domain import Reason, Verdict
from assistant.rules.amounts import costs_in
from assistant.rules.eligibility import Finding, total
from assistant.rules.recognised import Recognised
from assistant.rules.recogniser import Recogniser
from assistant.rules.tables import Facet
from assistant.rules.territory import Territory
from assistant.understanding.conversation import supposes
from assistant.understanding.parts import Asked

#: How far down the facets of a question one that lists others is looked for.
LISTING = 4


@dataclass(frozen=True)
class Thresholds:
    """Where the decision turns.

    ``project``: by how much another facet must lead the facets of projects to win over
    the eligibility table. ``behind``: a point that is not stated and leads the best
    stated one by more than this is not overruled. ``near``: below it, nothing is said to be about something else.
    ``named``: below it, what the documents don't say is not named. ``known``: share of
    a question's weighted terms that the documents must know for it to be theirs at all.
    ``hinted``: from it on, a project that is named wins over another scheme that no cue
    names; ``asked``: over any other subject.
    ``tie``: another stated point so near to the best one is quoted too.
    """

    project: float = 0.15
    behind: float = 0.15
    near: float = 0.20
    named: float = 0.30
    known: float = 0.30
    hinted: float = 0.10
    asked: float = 0.25
    tie: float = 0.08


class Judge:
    """Decides on one part with the tables first, the passages second."""

    def __init__(
        self,
        recogniser: Recogniser,
        writer: Writer,
        reader: Reader,
        models: Mapping[str, Model],
        territory: Territory,
        share: tuple[Facet, int] | None = None,
        thresholds: Thresholds = Thresholds(),
    ) -> None:
        self._recogniser = recogniser
        self._writer = writer
        self._reader = reader
        self._models = models
        self._share = share
        self._territory = territory
        self._at = thresholds

    def decide(self, asked: Asked, context: str = "", validated: Validated | None = None) -> Draft:
        """Return the draft for one part; ``context`` is the question that it follows up.

        What the prefecture has ``validated`` for this very question wins over all else; what it
        validated for one that is close is offered.
        """
        found = self._recogniser.recognise(asked, context)
        consulted = validated.consult(asked, found, context) if validated is not None else Consulted()
        draft = consulted.draft or self._from_documents(asked, found)
        return replace(draft, related=(*consulted.close, *following(draft, self._recogniser.facet)))

    def _from_documents(self, asked: Asked, found: Recognised) -> Draft:
        features = found.features()
        elsewhere = self._territory.foreign(asked.whole)
        if elsewhere is not None:
            return replace(self._writer.of_another_territory(asked.words, self._territory), features=features)
        costs = costs_in(asked.whole) if self._share else []
        described = self._described(asked, found, costs)
        if described:
            return replace(self._on_projects(asked, found, described, costs), features=features)
        if not found.matches:
            return self._from_passages(asked)
        features["chance"] = self._models["facet"].chance(features)
        if self._share and costs and self._priced(found):
            draft = self._writer.from_facet(asked.words, self._share[0])
            return self._weighed(self._writer.with_amount(draft, costs, self._share), "facet", features)
        return self._weighed(self._from_facets(asked, found, features), "facet", features)

    def _weighed(self, draft: Draft, model: str, features: dict[str, float]) -> Draft:
        """Note on a draft which model weighed which signals."""
        return replace(draft, features=features, model=model, least=self._models[model].threshold)

    def _described(self, asked: Asked, found: Recognised, costs: Sequence[int]) -> tuple[Finding, ...]:
        """Return the projects on which a verdict is asked: the part's own, or those of what it follows up."""
        if found.findings:
            return found.findings if self._describes(found) or (costs and self._priced(found)) else ()
        return found.before if costs or self._supposes(asked, found) else ()

    def _on_projects(
        self, asked: Asked, found: Recognised, described: Sequence[Finding], costs: Sequence[int]
    ) -> Draft:
        """Give the verdict, what a cost comes to, and what else is asked of a project named before."""
        draft = self._writer.from_findings(asked.words, described)
        if self._share and costs and draft.verdict in (Verdict.ELIGIBLE, Verdict.PARTLY):
            draft = self._writer.with_amount(draft, costs, self._share)
        if not found.findings and not costs and found.stated:
            also = self._writer.from_facet(asked.words, found.stated.facet)
            draft = replace(draft, statements=(*draft.statements, *also.statements))
        return draft

    @staticmethod
    def _supposes(asked: Asked, found: Recognised) -> bool:
        """Tell whether a follow-up only supposes something else of the project that it follows up."""
        top = found.matches[0] if found.matches else None
        return top is not None and top.facet.yields and supposes(asked.words)

    def _from_facets(self, asked: Asked, found: Recognised, features: dict[str, float]) -> Draft:
        """Answer with the best facet that is stated, or with what the best of the others says."""
        overruled = features["silent"] >= self._at.named and features["behind"] > self._at.behind
        if found.stated and not overruled and self._models["facet"].accepts(features):
            return self._writer.from_facet(asked.words, found.stated.facet, found.rival(self._at.tie, self._at.named))
        top = found.matches[0]
        if top.facet.describes and top.score >= self._at.named:
            return replace(self._writer.from_facet(asked.words, top.facet), verdict=Verdict.UNDETERMINED)
        if found.elsewhere and features["elsewhere"] >= max(features["silent"], features["stated"], self._at.near):
            return self._writer.from_facet(asked.words, found.elsewhere.facet)
        if found.silent and features["silent"] >= max(self._at.named, features["vague"]):
            draft = self._writer.from_facet(asked.words, found.silent.facet)
            unsettled = bool(found.findings) and total(found.findings) is Verdict.UNDETERMINED
            asks_verdict = unsettled or (bool(found.findings) and found.project >= self._at.asked)
            return replace(draft, verdict=Verdict.UNDETERMINED) if asks_verdict else draft
        return self._writer.without_evidence(asked.words, True, self._reader.read(asked.whole).hits)

    def split(self, asked: Asked) -> list[Asked]:
        """Cut a part where its sides ask different things."""
        return self._recogniser.split(asked)

    def listing(self, text: str) -> Facet | None:
        """Return the facet with members that a text asks about: what « le deuxième » points into."""
        matches = self._recogniser.recognise(Asked(text)).matches[:LISTING]
        return next((m.facet for m in matches if m.facet.members and m.score >= self._at.near), None)

    def draft_facet(self, text: str, facet: Facet) -> Draft:
        """Answer with a facet that the conversation designates."""
        return self._writer.from_facet(text, facet)

    def member(self, facet: Facet, rank: int) -> Facet | None:
        """Return the ``rank``-th member (from 1, or -1 for the last) of a facet that lists others."""
        if rank == 0 or not -len(facet.members) <= rank <= len(facet.members):
            return None
        return self._recogniser.facet(facet.members[rank - 1 if rank > 0 else rank])

    def _priced(self, found: Recognised) -> bool:
        """Tell whether a question asks what a cost gives right to."""
        top = found.matches[0] if found.matches else None
        return top is not None and top.facet.priced and top.score >= self._at.named

    def _describes(self, found: Recognised) -> bool:
        """Tell whether a question that names kinds of project asks about them, and not about the rate, say."""
        top = found.alone
        if top is None or top.facet.yields or top.facet.vague or found.carried or found.bare:
            return True
        if top.facet.elsewhere and not top.cues and any(finding.term for finding in found.findings):
            least = self._at.hinted if top.facet.reason is Reason.OTHER_SCHEME else self._at.asked
            return found.project >= least or top.score - found.project < self._at.project
        return top.score - found.project < self._at.project

    def _from_passages(self, asked: Asked) -> Draft:
        """Answer with the passages themselves, when they cover the question well enough."""
        reading = self._reader.read(asked.whole)
        model = self._models[reading.model]
        features = {**reading.features, "chance": model.chance(reading.features)}
        if reading.quotes and model.accepts(reading.features):
            draft = self._writer.from_hits(asked.words, reading.hits, reading.quotes)
        else:
            draft = self._writer.without_evidence(asked.words, features["known"] >= self._at.known, reading.hits)
        return self._weighed(draft, reading.model, features)
