"""Is every quote where it says it is, and every figure and address in its quotes?

Written apart from ``answering.verify`` on purpose: a lock must not be tested by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.domain import Answer, Citation, Page, Question

_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)|\d+(?:,\d+)?")
_THOUSANDS = re.compile(r"(\d+) ?k ?(?:€|euros?)", re.IGNORECASE)
_SEPARATOR = re.compile(r"[. \u00a0\u202f]")
_MARKER = re.compile(r"\[\d+\]|^\s*\d+[.)]\s", re.MULTILINE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w|https?://[^\s<>«»()]+\w")

Pages = Mapping[tuple[str, int], Page]


def fold(text: str) -> str:
    """Return ``text`` with every run of white space made one space."""
    return " ".join(text.split())


def figures(text: str) -> set[str]:
    """Return the numbers of ``text`` written one way: ``297.000€``, ``297 000`` -> ``297000``.

    List numbers and note marks are no figures; a decimal comma is kept.
    """
    return {_SEPARATOR.sub("", number) for number in _NUMBER.findall(_MARKER.sub("\n", text))}


def addresses(text: str) -> set[str]:
    """Return the e-mail and web addresses of ``text``."""
    return set(_ADDRESS.findall(text))


def stands(citation: Citation, pages: Pages) -> bool:
    """Return whether the quote is its page's text between its offsets, white space folded."""
    page = pages.get((citation.document, citation.page))
    if page is None or not citation.quote.strip():
        return False
    return fold(page.text[citation.start : citation.end]) == fold(citation.quote)


def unverifiable(answer: Answer, question: Question, pages: Pages) -> list[str]:
    """Return what of an answer nobody could check, a short phrase each; empty when all holds.

    The person's own figures may be said back to them, « 7 k€ » as 7 000 €, and a cited document's date and the
    contact may be named outside the statements.
    """
    faults = []
    own = _THOUSANDS.sub(r"\g<0> \g<1>000", " ".join((question.text, *question.history)))
    for statement in answer.statements:
        faults += [f"quote {c.quote[:60]!r}" for c in statement.citations if not stands(c, pages)]
        faults += _loose(statement.text, [own, *(c.quote for c in statement.citations)])
    cited = [c for statement in answer.statements for c in statement.citations]
    known = [own, *(w for c in cited for w in (c.quote, c.title, _spoken(c), f"{c.page}"))]
    if answer.handoff is not None:
        contact = answer.handoff.contact
        known += [contact.name, contact.role, contact.email, contact.quote]
    return faults + [fault for fault in _loose(answer.text, known) if fault not in faults]


def _spoken(citation: Citation) -> str:
    day = citation.date
    return f"{day.day} {day:%d} {day.month} {day:%m} {day.year}"


def _plain(text: str) -> set[str]:
    """Return the numbers of ``text``, those of its lists included: a quote may begin with « 6. »."""
    return {_SEPARATOR.sub("", number) for number in _NUMBER.findall(text)}


def _loose(text: str, known: Iterable[str]) -> list[str]:
    told = list(known)
    allowed = {figure for words in told for figure in (*figures(words), *_plain(words))}
    everything = fold(" ".join(told))
    faults = [f"figure {figure!r}" for figure in sorted(figures(text) - allowed)]
    return faults + [f"address {a!r}" for a in sorted(addresses(text)) if a not in everything]
