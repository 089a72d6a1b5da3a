"""One answer from the drafts of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.draft import Draft
from assistant.answering.related import suggested
from assistant.domain import Answer, Handoff, Part, Reason, Status, Verdict
from assistant.texts import text

_OPEN = (Status.HANDOFF, Status.OUT_OF_SCOPE, Status.PARTIAL, Status.CLARIFY)


@dataclass(frozen=True)
class Composed:
    """An answer that still lacks the hand-off which its status may call for."""

    status: Status
    reason: Reason | None
    verdict: Verdict | None
    text: str
    drafts: tuple[Draft, ...]
    suggestions: tuple[str, ...]

    def settled(self, handoff: Handoff | None) -> Answer:
        """Return the answer with its hand-off."""
        several = len(self.drafts) > 1
        return Answer(
            id="",
            status=self.status,
            reason=self.reason,
            verdict=self.verdict,
            text=self.text,
            statements=tuple(s for draft in self.drafts for s in draft.statements),
            parts=tuple(Part(d.question, d.status) for d in self.drafts) if several else (),
            handoff=handoff,
            suggestions=self.suggestions,
            hits=tuple(hit for draft in self.drafts for hit in draft.hits),
            topics=tuple(draft.facet for draft in self.drafts),
            chance=_chance(self.drafts),
            decisions=tuple(draft.decision for draft in self.drafts),
        )


def compose(drafts: Sequence[Draft], usual: Mapping[str, str], asked: Iterable[str] = ()) -> Composed:
    """Join the parts: the same answer is said once, an off-topic aside is not the whole.

    ``usual`` are the questions often asked, by facet; those already ``asked`` are not suggested.
    """
    kept = _distinct(drafts)
    open_parts = [d for d in kept if d.status in _OPEN]
    status = _status(kept)
    reason = open_parts[0].reason if open_parts else None
    verdicts = [d.verdict for d in kept if d.verdict]
    words = kept[0].body if len(kept) == 1 else "\n\n".join(_headed(draft) for draft in kept)
    return Composed(status, reason, _verdict(verdicts), words, kept, suggested(kept, usual, asked))


def _chance(drafts: Sequence[Draft]) -> float | None:
    """Return the lowest chance of the parts; None when the model did not decide them all."""
    chances = [draft.features.get("chance") for draft in drafts]
    known = [chance for chance in chances if chance is not None]
    return min(known) if known and len(known) == len(chances) else None


def _distinct(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Drop a repeated answer, and asides that no document concerns when another part has an answer."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(draft.facet and draft.facet == other.facet and draft.body == other.body for other in kept):
            kept.append(draft)
    return tuple(kept)


def _status(drafts: Sequence[Draft]) -> Status:
    statuses = {draft.status for draft in drafts}
    if len(statuses) == 1:
        return statuses.pop()
    if statuses & {Status.ANSWERED, Status.PARTIAL}:
        return Status.PARTIAL
    return Status.HANDOFF


def _verdict(verdicts: Sequence[Verdict]) -> Verdict | None:
    if not verdicts:
        return None
    if len(set(verdicts)) == 1:
        return verdicts[0]
    return Verdict.PARTLY if {Verdict.ELIGIBLE, Verdict.PARTLY} & set(verdicts) else Verdict.UNDETERMINED


def _headed(draft: Draft) -> str:
    return f"{text('answers.parts.heading', question=draft.question)}\n{draft.body}"
