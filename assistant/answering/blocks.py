"""The text of an answer in whole paragraphs, as it is sent while it is written and shown to be checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.texts import text

#: What separates paragraphs and may stand before the first.
_BLANK = " \t\r\n"


def blocks(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the paragraphs of an answer of the API, in reading order, none left out.

    A ``statement`` has the numbers of its citations, a ``part`` is the heading of one of the questions asked and says
    how it ended, anything else is a ``paragraph``. ``web/widget/turn.js`` does the same; a test compares the two.
    """
    statements, parts = list(answer["statements"]), list(answer["parts"])
    found: list[dict[str, Any]] = []
    rest = answer["answer"].lstrip(_BLANK)
    while rest:
        block = _next(rest, statements, parts)
        found.append({"number": len(found), **block})
        rest = rest[len(block["text"]) :].lstrip(_BLANK)
    return found


def _next(rest: str, statements: list[dict[str, Any]], parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the paragraph that ``rest`` begins with; a statement or a part met is taken off its list."""
    if statements and _begins(rest, statements[0]["text"]):
        return {"kind": "statement", **statements.pop(0)}
    line = rest.split("\n", 1)[0]
    if parts and line == text("answers.parts.heading", question=parts[0]["question"]):
        return {"kind": "part", "text": line, "citations": [], "status": parts.pop(0)["status"]}
    return {"kind": "paragraph", "text": line, "citations": []}


def _begins(rest: str, whole: str) -> bool:
    """Tell whether a text begins with a statement and goes on, if at all, on another line."""
    return rest.startswith(whole) and rest[len(whole) : len(whole) + 1] in ("", "\n")
