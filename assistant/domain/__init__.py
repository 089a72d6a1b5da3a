"""The words of the project: frozen values, standard library only.

Everything else imports from here and nothing here imports from the project, so the vocabulary can be read alone.
Rank and score live on the ``Hit``, never on the ``Passage``; a ``Citation`` is only ever cut from a ``Passage`` and
pages, so that a quote cannot be typed by hand.
"""

from __future__ import annotations

from assistant.domain.answers import (
    UNSETTLED,
    Answer,
    Contact,
    Decision,
    Handoff,
    Part,
    Product,
    Question,
    Reason,
    Statement,
    Status,
    Step,
    Verdict,
)
from assistant.domain.texts import Citation, Document, Hit, Origin, Page, Passage, PublishedEntry, Run, Span

__all__ = [
    "UNSETTLED",
    "Answer",
    "Citation",
    "Contact",
    "Decision",
    "Document",
    "Handoff",
    "Hit",
    "Origin",
    "Page",
    "Part",
    "Passage",
    "Product",
    "PublishedEntry",
    "Question",
    "Reason",
    "Run",
    "Span",
    "Statement",
    "Status",
    "Step",
    "Verdict",
]
