"""An audit as a person at a terminal reads it, and as rows of JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import typer

from assistant.domain import Citation
from assistant.faq.audited import Audit, Finding, Standing
from assistant.faq.contradictions import Contradiction
from assistant.faq.facts import Fact
from assistant.faq.review import Review
from assistant.faq.wording import Mark, Piece
from assistant.texts import text

#: Causes of a supported answer that need no word.
PLAIN = frozenset({"held", "stated"})


def as_row(audit: Audit) -> dict[str, Any]:
    """Return the audit of an entry as a JSON row."""
    entry = audit.entry
    return {
        "id": entry.id,
        "version": entry.version,
        "question": entry.question,
        "standing": str(audit.standing),
        "findings": [_finding(finding) for finding in audit.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "standing": str(finding.standing),
        "cause": finding.cause,
        "explanation": finding.explanation,
        "document": finding.document or None,
        **_place(finding.place),
        "said": finding.said,
        "now": finding.now,
        "difference": [{"mark": str(piece.mark), "words": piece.words} for piece in finding.difference],
    }


def _place(place: Citation | None) -> dict[str, Any]:
    if place is None:
        return {"title": None, "page": None, "url": None}
    return {"title": place.title, "page": place.page, "url": place.url}


def contradiction_row(pair: Contradiction) -> dict[str, Any]:
    """Return a contradiction between documents as a JSON row."""
    sides = {"first": (pair.first, pair.places[0]), "second": (pair.second, pair.places[1])}
    return {"agreement": round(pair.agreement, 2), **{name: _side(*side) for name, side in sides.items()}}


def _side(fact: Fact, place: Citation) -> dict[str, Any]:
    return {"document": place.document, **_place(place), "words": fact.claim.words, "sentence": fact.shown}


def tell(found: Review) -> None:
    """Print what a person must see of each entry, then what to check between documents."""
    for line in (*_entries(found.audits), *_between(found.contradictions)):
        typer.echo(line)


def _entries(audits: Sequence[Audit]) -> Iterator[str]:
    for audit in audits:
        told = [f for f in audit.findings if f.standing is not Standing.SUPPORTED or f.cause not in PLAIN]
        if not told:
            continue
        entry = audit.entry
        standing = text(f"faq_audit.standing.{audit.standing}")
        yield text(
            "faq_audit.command.heading", id=entry.id, version=entry.version, standing=standing, question=entry.question
        )
        for finding in told:
            label = text(f"faq_audit.standing.{finding.standing}")
            yield text("faq_audit.command.finding", standing=label, explanation=finding.explanation)
            if finding.difference and finding.standing is not Standing.SUPPORTED:
                yield text("faq_audit.command.difference", words=" ".join(map(_marked, finding.difference)))
    if not audits:
        yield text("faq_audit.command.nothing")
        return
    counts = Counter(audit.standing for audit in audits)
    said = [
        text("faq_audit.command.count", count=counts[standing], standing=text(f"faq_audit.standing.{standing}"))
        for standing in Standing
        if counts[standing]
    ]
    yield text("faq_audit.command.summary", entries=len(audits), counts=", ".join(said))


def _marked(piece: Piece) -> str:
    if piece.mark is Mark.KEPT:
        return piece.words
    return text(f"faq_audit.difference.{piece.mark}", words=piece.words)


def _between(between: Sequence[Contradiction]) -> Iterator[str]:
    yield text("faq_audit.command.documents" if between else "faq_audit.command.in_order")
    for pair in between:
        yield text(
            "faq_audit.command.contradiction",
            first=pair.places[0].title,
            second=pair.places[1].title,
            first_words=pair.first.claim.words,
            second_words=pair.second.claim.words,
            agreement=round(pair.agreement * 100),
        )
        for fact, place in zip((pair.first, pair.second), pair.places, strict=True):
            yield text("faq_audit.command.sentence", title=place.title, page=place.page, sentence=fact.shown)
