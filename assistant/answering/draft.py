"""What one part of a question comes to, before it is worded and verified."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.domain import Hit, Reason, Statement, Status, Verdict


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

    @property
    def body(self) -> str:
        """The part's text: its opening, then its statements, one a line."""
        lines = [self.opening, *(statement.text for statement in self.statements), self.closing]
        return "\n".join(line for line in lines if line)
