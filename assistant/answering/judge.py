"""Answer, hand over or decline: the decision on one part of a question.

Signals are named so that a refusal can be explained; the thresholds were chosen on the
development split of tests/reference (`make evaluate`) and are checked on its test split.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.draft import Draft
from assistant.answering.writer import Writer
from assistant.domain import Hit, Passage
from assistant.rules.bank import Match, QuestionBank
from assistant.rules.eligibility import EligibilityTable, masked
from assistant.rules.tables import Facet
from assistant.understanding.normalise import readable, unaccent
from assistant.understanding.similarity import Vectors
from assistant.understanding.spelling import Speller

Search = Callable[[str, int], list[Hit]]


@dataclass(frozen=True)
class Thresholds:
    """Where the decision turns.

    ``facet``: a facet answers above it. ``strong``: a facet wins over the eligibility
    table above it. ``near``: below it, with no word of the scheme, a question is off topic.
    ``coverage``: share of a question's weighted terms that a quoted passage must hold.
    """

    facet: float = 0.34
    strong: float = 0.60
    near: float = 0.20
    coverage: float = 0.62
    known: float = 0.30


class Judge:
    """Decides on one part with the tables first, the passages second."""

    def __init__(
        self,
        bank: QuestionBank,
        table: EligibilityTable,
        writer: Writer,
        search: Search,
        terms: Callable[[str], list[str]],
        passages: Sequence[Passage],
        thresholds: Thresholds = Thresholds(),
    ) -> None:
        self._bank = bank
        self._table = table
        self._writer = writer
        self._search = search
        self._terms = terms
        self._vocabulary = Vectors([" ".join((*p.headings, p.text)) for p in passages], terms)
        self._at = thresholds
        written = {w for p in passages for w in re.findall(r"[a-z]+", unaccent(p.text))}
        self._speller = Speller(written | bank.words() | table.words())

    def decide(self, text: str, context: str = "") -> Draft:
        """Return the draft for one part; ``context`` is the question that it follows up."""
        flat = self._readable(text)
        findings = self._table.find(flat)
        matches = self._matches(masked(flat, findings) if findings else flat, context)
        top = matches[0] if matches else None
        features = {
            "facet": top.score if top else 0.0,
            "similarity": top.similarity if top else 0.0,
            "cues": float(len(top.cues)) if top else 0.0,
            "kinds": float(len(findings)),
        }
        if findings and (top is None or top.facet.yields or top.score < self._at.strong):
            return replace(self._writer.from_findings(text, findings), features=features)
        if top is not None and top.score >= self._at.facet:
            return replace(self._writer.from_facet(text, top.facet), features=features)
        return self._from_passages(text, flat, top, features)

    def facet(self, text: str) -> Facet | None:
        """Return the facet that a text asks about, if any does clearly."""
        matches = self._bank.match(self._readable(text))
        return matches[0].facet if matches and matches[0].score >= self._at.facet else None

    def draft_facet(self, text: str, facet: Facet) -> Draft:
        """Answer with a facet that the conversation designates."""
        return self._writer.from_facet(text, facet)

    def member(self, facet: Facet, rank: int) -> Facet | None:
        """Return the ``rank``-th member (from 1) of a facet that lists others."""
        if rank > len(facet.members):
            return None
        return self._bank.facet(facet.members[rank - 1])

    def _readable(self, text: str) -> str:
        return self._speller.correct(readable(text))

    def _matches(self, flat: str, context: str) -> list[Match]:
        matches = self._bank.match(flat)
        if not context or not matches:
            return matches
        before = {m.facet.id: m.score for m in self._bank.match(f"{self._readable(context)} {flat}")}
        joined = [replace(m, score=0.55 * m.score + 0.55 * before[m.facet.id]) for m in matches]
        return sorted(joined, key=lambda match: -match.score)

    def _from_passages(self, text: str, flat: str, top: Match | None, features: dict[str, float]) -> Draft:
        hits = self._search(text, 5)
        asked = dict.fromkeys(self._terms(flat))
        weights = {term: self._vocabulary.weight(term) for term in asked}
        whole = sum(weights.values()) or 1.0
        known = sum(w for term, w in weights.items() if self._vocabulary.knows(term)) / whole
        best, covered = self._best_sentence(hits, weights)
        features = {**features, "coverage": covered / whole, "known": known, "terms": float(len(asked))}
        if best and hits and covered / whole >= self._at.coverage and len(asked) >= 2:
            draft = self._writer.from_hits(text, hits, best)
        else:
            near = top is not None and (top.score >= self._at.near or bool(top.cues))
            draft = self._writer.without_evidence(text, near or (known >= self._at.known and not top), hits)
        return replace(draft, features=features)

    def _best_sentence(self, hits: Sequence[Hit], weights: dict[str, float]) -> tuple[tuple[int, int] | None, float]:
        """Return the sentence of the first hit that holds most of the asked terms, and how much."""
        if not hits:
            return None, 0.0
        passage = hits[0].passage
        heading = set(self._terms(" ".join(passage.headings)))
        scored = []
        for start, end in passage.sentences or ((0, len(passage.text)),):
            held = set(self._terms(passage.text[start:end]))
            scored.append((sum(w for t, w in weights.items() if t in held or t in heading), (start, end)))
        best = max(scored, key=lambda pair: pair[0])
        return best[1], best[0]
