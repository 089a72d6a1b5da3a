"""The nature of an answer, said by its badge: what it was drawn from, or that a model worded it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def nature_of(answer: Mapping[str, Any]) -> str | None:
    """Return the key of ``[nature]`` in the texts for an answer of the API, None when it quotes nothing.

    ``web/widget/nature.js`` says the same in the widget; a test compares the two.
    """
    if answer["ai_generated"]:
        return "model"
    origins = {citation["origin"] for citation in answer["citations"]}
    if not origins:
        return None
    if "faq" in origins:
        return "faq"
    if origins == {"official", "synthesis"}:
        return "mixed"
    return str(origins.pop())
