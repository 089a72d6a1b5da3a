"""Whether an exchange is for an agent to deal with, and why."""

from __future__ import annotations

from enum import StrEnum

from assistant.domain import Reason, Status


class Work(StrEnum):
    """Why an exchange is work: unanswered, rated unhelpful, both; ``ELSEWHERE`` is seen only when asked for."""

    UNANSWERED = "unanswered"
    RATED = "rated"
    BOTH = "both"
    ELSEWHERE = "elsewhere"


#: What a person was told is not for this assistant: an agent may want to see whether that is true.
_ELSEWHERE = frozenset({Reason.OFF_TOPIC, Reason.OTHER_SCHEME, Reason.OTHER_TERRITORY})
#: No answer could be written to it, or none is missing.
_NOTHING_MISSING = frozenset(
    {Reason.COURTESY, Reason.PERSON_REQUESTED, Reason.UNSAFE, Reason.UNUSABLE, Reason.SUSPENDED}
)
_UNANSWERED = frozenset({Status.HANDOFF, Status.PARTIAL, Status.CLARIFY})


def work_of(status: Status, reason: Reason | None, helpful: bool | None = None) -> Work | None:
    """Return why an exchange is work, from how it ended and what the person thought of it; None when it is not."""
    if status in _UNANSWERED and reason not in _ELSEWHERE | _NOTHING_MISSING:
        return Work.BOTH if helpful is False else Work.UNANSWERED
    if helpful is False:
        return Work.RATED
    return Work.ELSEWHERE if reason in _ELSEWHERE else None
