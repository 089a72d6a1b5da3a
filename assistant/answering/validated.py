"""What the answer path asks of the validated answers, wherever they are kept and however they are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.citations import Library
from assistant.answering.draft import Draft
from assistant.domain import PublishedEntry
from assistant.rules.recognised import Recognised
from assistant.understanding.parts import Asked


@dataclass(frozen=True)
class Consulted:
    """What the published entries give for a part of a question: the answer of one, or the questions of those close."""

    draft: Draft | None = None
    close: tuple[str, ...] = ()


class Validated(Protocol):
    """The published entries, ready to answer."""

    @property
    def library(self) -> Library:
        """Return the documents and the entries, as they may be quoted."""

    @property
    def topics(self) -> Mapping[str, str]:
        """Return what each entry is called, by the topic of its drafts."""

    def consult(self, asked: Asked, found: Recognised, context: str) -> Consulted:
        """Return the draft of the entry that answers a part of a question, or what comes close.

        ``found`` is what the tables recognised in it, ``context`` the question that it follows up.
        """


class Shelve(Protocol):
    """Makes published entries ready to answer; what it learned of them once it does not learn again."""

    def __call__(self, entries: Sequence[PublishedEntry]) -> Validated:
        """Return ``entries``, and no others, ready to answer."""
