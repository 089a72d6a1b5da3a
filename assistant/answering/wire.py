"""The answer as JSON: the same from the command line, the HTTP API and the last SSE event."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.domain import Answer, Citation


def to_json(answer: Answer) -> dict[str, Any]:
    """Return an answer in the shape of DESIGN.md; a citation cited twice is listed once."""
    citations: dict[Citation, int] = {}
    statements = []
    for statement in answer.statements:
        numbers = [citations.setdefault(citation, len(citations)) for citation in statement.citations]
        statements.append({"text": statement.text, "citations": numbers})
    return {
        "id": answer.id,
        "status": answer.status.value,
        "reason": answer.reason.value if answer.reason else None,
        "verdict": answer.verdict.value if answer.verdict else None,
        "answer": answer.text,
        "statements": statements,
        "citations": [_citation(citation) for citation in citations],
        "parts": [{"question": part.question, "status": part.status.value} for part in answer.parts],
        "contact": _contact(answer),
        "suggestions": list(answer.suggestions),
        "ai_generated": answer.ai_generated,
        "index_version": answer.index_version,
        "timings_ms": dict(answer.timings_ms),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {**asdict(citation), "date": citation.date.isoformat(), "origin": citation.origin.value}


def _contact(answer: Answer) -> dict[str, str] | None:
    if answer.handoff is None:
        return None
    contact = answer.handoff.contact
    return {
        "name": contact.name,
        "role": contact.role,
        "email": contact.email,
        "mailto": answer.handoff.mailto,
    }
