"""The locks: what an answer may say is decided here, by code, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.citations import Library
from assistant.domain import Answer, Citation, Statement
from assistant.errors import CitationMismatch
from assistant.rules.amounts import in_figures
from assistant.understanding.normalise import unaccent

_FIGURE = re.compile(r"\d+(?:[ .\u00a0\u202f]\d{3})*(?:,\d+)?")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|https?://[^\s»>]+|\b[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu)\b")
_NAME = re.compile(r"\b[A-ZÀ-Ý]{3,}\b|\b(?:M\.|Mme)\s+[A-ZÀ-Ý][\w-]+(?:\s+[A-ZÀ-Ý][\w-]+)*")


def figures(text: str) -> set[str]:
    """Return the numbers of ``text``, spaces and points inside them removed: "297000"."""
    return {re.sub(r"[ .\u00a0\u202f]", "", number) for number in _FIGURE.findall(text)}


def unsupported(text: str, quotes: Iterable[str]) -> list[str]:
    """Return the figures, addresses and names of ``text`` that no quote holds."""
    together = " ".join(quotes)
    known = unaccent(re.sub(r"\s+", " ", together))
    missing = sorted(figures(text) - figures(together))
    missing += [a for a in _ADDRESS.findall(text) if unaccent(a) not in known]
    missing += [n for n in _NAME.findall(text) if unaccent(re.sub(r"\s+", " ", n)) not in known]
    return missing


def computed(statement: Statement, known: Iterable[str]) -> list[str]:
    """Return the figures that a statement's arithmetic adds, once its operands are found.

    Raises CitationMismatch when the percentage is in no quote; the product itself was
    recomputed when the ``Product`` was made.
    """
    product = statement.product
    if product is None:
        return []
    if str(product.percent) not in figures(" ".join(known)):
        raise CitationMismatch(f"the share of {product.percent} % is in no quote")
    return [in_figures(float(cost)) for cost in (*product.costs, sum(product.costs))] + [in_figures(product.value)]


def check(answer: Answer, library: Library, allowed: Iterable[str] = ()) -> None:
    """Verify every quote and every figure, address and name of an answer.

    ``allowed`` holds words that may be said without a quote: those of the person's own
    question and the corpus's contact and title. A validated answer may be introduced as
    such, with its date and its question. Raises CitationMismatch naming the fault.
    """
    cited: list[Citation] = [c for statement in answer.statements for c in statement.citations]
    for citation in cited:
        library.verify(citation)
    quotes = [c.quote for c in cited]
    said = list(allowed)
    said += [annex.lead for c in cited if (annex := library.annex(c.document))]
    for statement in answer.statements:
        own = [c.quote for c in statement.citations]
        worked = computed(statement, [*own, *allowed])
        said += worked
        loose = unsupported(statement.text, [*own, *allowed, *worked])
        if loose:
            raise CitationMismatch(f"not in the statement's quotes: {', '.join(loose)}")
    loose = unsupported(answer.text, [*quotes, *said])
    if loose:
        raise CitationMismatch(f"not in the answer's quotes: {', '.join(loose)}")
