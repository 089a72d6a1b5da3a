"""A conversation told to the person who takes over."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.service.transmitting import SUMMARY
from assistant.texts import text


def summary_of(earlier: Sequence[str], answer: str) -> str:
    """Return the earlier questions of a conversation and the last answer, as short as a summary may be."""
    asked = "\n".join(text("public.summary.line", question=question) for question in earlier)
    parts = [text("public.summary.asked", questions=asked)] if asked else []
    return "\n\n".join([*parts, text("public.summary.answered", answer=answer)])[:SUMMARY]
