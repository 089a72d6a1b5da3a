"""A version asked before it is published: does it answer what it should, and what else would it answer?"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain import Answer, PublishedEntry, Question
from assistant.pipeline import Assistant
from assistant.records.faq.usage import document_of


@dataclass(frozen=True)
class Tried:
    """A question, how it ended and whether the version tried is what answered it."""

    question: str
    answer: Answer
    by_entry: bool


class Trial:
    """An assistant as it would be once a version is published in place of the one of the same entry."""

    def __init__(self, assistant: Assistant, entries: Sequence[PublishedEntry], tried: PublishedEntry) -> None:
        self._entry = tried
        self._assistant = assistant.with_entries([*(e for e in entries if e.id != tried.id), tried])

    def own(self) -> list[Tried]:
        """Ask the version's own question and its phrasings."""
        return [self.ask(Question(words)) for words in (self._entry.question, *self._entry.phrasings)]

    def ask(self, question: Question) -> Tried:
        """Ask a question."""
        answer = self._assistant.ask(question)
        cited = {citation.document for statement in answer.statements for citation in statement.citations}
        return Tried(question.text, answer, document_of(self._entry.id) in cited)

    def within(self, questions: Sequence[Question], seconds: float) -> Iterator[Tried]:
        """Ask questions in turn, for as long as a person waits for a page."""
        until = time.monotonic() + seconds
        for question in questions:
            if time.monotonic() > until:
                return
            yield self.ask(question)
