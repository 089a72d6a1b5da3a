"""Answers to audit, from a file of JSON lines."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import ConfigurationError
from assistant.faq.audited import AuditedEntry, EntryQuote
from assistant.texts import text


def read_entries(path: Path) -> list[AuditedEntry]:
    """Return the entries of a file of JSON lines, in its order.

    ``{"id", "version": 1, "question", "answer", "quotes": [{"document", "quote", "sha256"}], "expires_on":
    "2026-12-31" | null}``; only the id, the question and the answer are required. Raises ConfigurationError, one
    line, naming the first row at fault, before anything is audited.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(text("faq_audit.command.bad_file", path=path)) from error
    found: dict[str, AuditedEntry] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = _entry(json.loads(line))
            if entry.id in found:
                raise ValueError(text("faq_audit.command.twice", id=entry.id))
        except (ValueError, RecursionError) as error:
            fault = text("faq_audit.command.not_object") if isinstance(error, json.JSONDecodeError) else str(error)
            raise ConfigurationError(
                text("faq_audit.command.bad_row", path=path, number=number, fault=fault)
            ) from error
        found[entry.id] = entry
    return list(found.values())


def _entry(row: Any) -> AuditedEntry:
    if not isinstance(row, dict):
        raise ValueError(text("faq_audit.command.not_object"))
    version = row.get("version", 1)
    if not isinstance(version, int) or isinstance(version, bool):
        raise _unusable("version")
    quotes = row.get("quotes") or []
    if not isinstance(quotes, list) or not all(isinstance(quote, dict) for quote in quotes):
        raise _unusable("quotes")
    read = tuple(EntryQuote(_words(q, "document"), _words(q, "quote"), str(q.get("sha256") or "")) for q in quotes)
    identifier = str(row["id"]) if isinstance(row.get("id"), int) else _words(row, "id")
    return AuditedEntry(
        identifier, version, _words(row, "question"), _words(row, "answer"), read, _day(row.get("expires_on"))
    )


def _words(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _unusable(name)
    return value


def _day(value: Any) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _unusable("expires_on") from error


def _unusable(name: str) -> ValueError:
    return ValueError(text("faq_audit.command.bad_field", name=name))
