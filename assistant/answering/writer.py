"""The writer without a language model: plain lead-ins, verbatim quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.citations import Library, shown
from assistant.answering.draft import Draft
from assistant.domain import Citation, Hit, Origin, Reason, Statement, Status, Verdict
from assistant.rules.amounts import in_figures, product_of
from assistant.rules.eligibility import Finding, total
from assistant.rules.tables import Evidence, Facet
from assistant.rules.territory import Territory
from assistant.texts import text

#: The share that is all of the cost.
WHOLE = 100


class Writer:
    """Turns evidence into drafts; every word that is not a quote comes from the texts or the tables."""

    def __init__(self, library: Library, scheme: str) -> None:
        self._library = library
        self._scheme = scheme

    def from_facet(self, question: str, facet: Facet, rival: Facet | None = None) -> Draft:
        """Answer with what the documents say of a facet, or hand over saying what they don't.

        ``rival``, as likely to be what was asked, is quoted after it.
        """
        statements = tuple(self._statement(evidence) for evidence in facet.evidence)
        if facet.stated:
            if rival is not None:
                statements += self._also(rival, {evidence.quote for evidence in facet.evidence})
            return Draft(question, Status.ANSWERED, opening=facet.lead, statements=statements, facet=facet.id)
        reason = facet.reason or Reason.NOT_STATED
        if reason is Reason.OFF_TOPIC:
            return self.without_evidence(question, in_scope=False)
        if reason is Reason.UNSAFE:
            return Draft(question, Status.REFUSED, reason, opening=text("answers.refused.unsafe", scheme=self._scheme))
        status = Status.OUT_OF_SCOPE if reason is Reason.OTHER_SCHEME else Status.HANDOFF
        closing = text(f"answers.handoff.{reason}")
        return Draft(question, status, reason, None, facet.lead, statements, closing, facet.id)

    def from_findings(self, question: str, findings: Sequence[Finding]) -> Draft:
        """Answer with the verdict on each kind that the question names, and on the whole."""
        verdict = total(findings)
        missing = [finding.kind.clarify for finding in findings if finding.kind.clarify]
        if len(findings) == len(missing) == 1:
            opening = text("answers.verdict.clarify", question=missing[0])
            return Draft(question, Status.CLARIFY, Reason.MISSING_FACT, verdict, opening, facet="eligibility")
        statements: list[Statement] = []
        unsettled = []
        for finding in findings:
            label = finding.kind.label[0].upper() + finding.kind.label[1:]
            sentence = text(f"answers.verdict.{finding.kind.verdict}", label=label)
            if finding.kind.evidence:
                statements += [
                    self._statement(Evidence(e.document, e.quote, sentence if i == 0 else ""))
                    for i, e in enumerate(finding.kind.evidence)
                ]
            else:
                unsettled.append(sentence)
        opening = "\n".join([text(f"answers.verdict.total_{verdict}"), *unsettled])
        open_kinds = [f for f in findings if f.kind.verdict is Verdict.UNDETERMINED]
        if not open_kinds:
            return Draft(question, Status.ANSWERED, None, verdict, opening, tuple(statements), "", "eligibility")
        status = Status.PARTIAL if statements else Status.HANDOFF
        return Draft(question, status, Reason.UNDETERMINED, verdict, opening, tuple(statements), "", "eligibility")

    def of_another_territory(self, question: str, territory: Territory) -> Draft:
        """Hand over a question about another territory: its rules are not in hand."""
        opening = text("answers.handoff.other_territory", territory=territory.name)
        return Draft(question, Status.HANDOFF, Reason.OTHER_TERRITORY, opening=opening)

    def with_amount(self, draft: Draft, costs: Sequence[int], share: tuple[Facet, int]) -> Draft:
        """Add what the share of the cost comes to, each operand cited.

        Of a cost in part excluded, or of several (which may not be for the same thing), only the share is given.
        """
        facet, percent = share
        named = sorted(set(costs))  # said twice, a cost is still one
        if draft.verdict is Verdict.PARTLY or len(named) > 1:
            return replace(draft, statements=(*draft.statements, self._statement(facet.evidence[0])))
        product = product_of(named, percent)
        known = {"cost": in_figures(float(named[0])), "percent": percent, "value": in_figures(product.value)}
        lead = text("answers.amounts.whole" if percent == WHOLE else "answers.amounts.part", **known)
        evidence = facet.evidence[0]
        citations = self._library.quote(evidence.document, evidence.quote)
        statement = Statement(self._worded(lead, citations), citations, product)
        return replace(draft, statements=(*draft.statements, statement))

    def from_hits(self, question: str, hits: Sequence[Hit], quotes: Sequence[tuple[Hit, tuple[int, int]]]) -> Draft:
        """Answer with stretches of passages, as the documents write them, the best first."""
        statements = []
        for hit, span in quotes:
            citations = self._library.cite(hit.passage, *span)
            statements.append(Statement(self._worded("", citations), citations))
        opening = text("answers.passages.opening")
        quoted = {hit.passage.id for hit, _ in quotes}
        told = tuple(replace(hit, used=hit.passage.id in quoted) for hit in hits)
        return Draft(question, Status.ANSWERED, None, None, opening, tuple(statements), "", "passage", told)

    def without_evidence(self, question: str, in_scope: bool, hits: Sequence[Hit] = ()) -> Draft:
        """Hand over, or say that the question is not for this assistant."""
        if in_scope:
            opening = text("answers.handoff.no_evidence")
            return Draft(question, Status.HANDOFF, Reason.NO_EVIDENCE, opening=opening, hits=tuple(hits))
        opening = text("answers.handoff.off_topic", scheme=self._scheme)
        return Draft(question, Status.OUT_OF_SCOPE, Reason.OFF_TOPIC, opening=opening, hits=tuple(hits))

    def _also(self, facet: Facet, said: set[str]) -> tuple[Statement, ...]:
        """Return what the documents say of a second facet, introduced by its lead, without what was ``said``."""
        rest = [evidence for evidence in facet.evidence if evidence.quote not in said]
        return tuple(
            self._statement(Evidence(e.document, e.quote, e.lead or (facet.lead if i == 0 else "")))
            for i, e in enumerate(rest)
        )

    def _statement(self, evidence: Evidence) -> Statement:
        citations = self._library.quote(evidence.document, evidence.quote)
        return Statement(self._worded(evidence.lead, citations), citations)

    @staticmethod
    def _worded(lead: str, citations: Sequence[Citation]) -> str:
        quote = shown(citations)
        if lead:
            worded = text("answers.lead.quote", lead=lead, quote=quote)
        elif citations[0].origin is Origin.SYNTHESIS:
            worded = text("answers.lead.synthesis", quote=quote)
        else:
            worded = text("answers.lead.bare", quote=quote)
        if len(citations) > 1:
            worded = text("answers.lead.crossing", text=worded)
        return worded
