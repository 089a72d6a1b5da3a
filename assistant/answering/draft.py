"""What one part of a question comes to, before it is worded and verified."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.domain import Decision, Hit, Reason, Statement, Status, Verdict


@dataclass(frozen=True)
class Draft:
    """The outcome for one part: ``opening`` is read first, ``closing`` last, the statements carry the facts."""

    question: str
    status: Status
    reason: Reason | None = None
    verdict: Verdict | None = None
    opening: str = ""
    statements: tuple[Statement, ...] = ()
    closing: str = ""
    facet: str = ""
    hits: tuple[Hit, ...] = ()
    features: dict[str, float] = field(default_factory=dict)
    #: The model that gave ``features["chance"]``, and the chance from which it answers.
    model: str = ""
    least: float | None = None
    #: Questions close to the part's own, that have an answer: what may be suggested beside it.
    related: tuple[str, ...] = ()

    @property
    def decision(self) -> Decision:
        """How the part was decided, without its words."""
        signals = {name: value for name, value in self.features.items() if name != "chance"}
        chance = self.features.get("chance")
        return Decision(self.question, self.status, self.reason, self.facet, self.model, chance, self.least, signals)

    @property
    def body(self) -> str:
        """The part's text: its opening, then its statements, one a line."""
        lines = [self.opening, *(statement.text for statement in self.statements), self.closing]
        return "\n".join(line for line in lines if line)
