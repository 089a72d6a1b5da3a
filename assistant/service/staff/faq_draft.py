"""What an agent typed in the form of an entry: kept as it was typed, and read as a wording with its faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import FormData

from assistant.faq.sources import Holdings, SourceNotFound, find
from assistant.pipeline import Assistant
from assistant.records.faq.wording import SOURCES, Source, Wording, faults, tidied, tidy
from assistant.service.staff.guard import text_of
from assistant.texts import text

#: Characters of a field: far more than is kept, so that what is too long is told and not lost.
MOST = 30_000


@dataclass(frozen=True)
class Draft:
    """The form as typed; ``sources`` are pairs of a document and a quote, one a row."""

    question: str = ""
    phrasings: str = ""
    answer: str = ""
    topic: str = ""
    expires_on: str = ""
    sources: tuple[tuple[str, str], ...] = ()

    def rows(self, more: bool = False) -> list[tuple[str, str]]:
        """Return the rows of sources that the form shows: those filled, and a free one or two."""
        filled = [row for row in self.sources if any(row)]
        return [*filled, *[("", "")] * (1 + more)][:SOURCES]


@dataclass(frozen=True)
class Typed:
    """A form that was sent: what it holds, the button pressed, the wording that it makes and what is wrong with it."""

    draft: Draft
    action: str
    said: Wording
    faults: dict[str, str]

    @property
    def is_to_keep(self) -> bool:
        """Whether it is to be kept, and can be."""
        return self.action not in ("preview", "more") and not self.faults


def drafted(said: Wording) -> Draft:
    """Return a wording as the form shows it."""
    sources = tuple((source.document, source.quote) for source in said.sources)
    day = said.expires_on.isoformat() if said.expires_on else ""
    return Draft(said.question, "\n".join(said.phrasings), said.answer, said.topic, day, sources)


def read(form: FormData) -> Draft:
    """Return what a form holds."""
    given = {name: text_of(form, name, MOST) for name in ("question", "phrasings", "answer", "topic", "expires_on")}
    rows = [(text_of(form, f"document-{n}", 200), text_of(form, f"quote-{n}", MOST)) for n in range(SOURCES)]
    return Draft(**given, sources=tuple(row for row in rows if row[1] or row[0]))


def settled(draft: Draft, assistant: Assistant | None, on: date) -> tuple[Wording, dict[str, str]]:
    """Return the wording that a draft makes, and its faults by field; ``quote-0`` is the first source's."""
    found: dict[str, str] = {}
    day = _day(draft.expires_on, found)
    sources = tuple(_sources(draft, assistant, found))
    phrasings = tuple(draft.phrasings.split("\n"))
    said = tidied(Wording(draft.question, draft.answer, phrasings, draft.topic, sources, day))
    return said, {**faults(said, on), **found}


def _day(typed: str, found: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        found["expires_on"] = text("entries.fault.date")
        return None


def _sources(draft: Draft, assistant: Assistant | None, found: dict[str, str]) -> Iterator[Source]:
    for number, (document, quote) in enumerate(row for row in draft.sources if tidy(row[1])):
        try:
            if assistant is None:
                raise SourceNotFound(text("entries.source.unavailable"))
            yield find(Holdings.of(assistant), document, quote)
        except SourceNotFound as error:
            found[f"quote-{number}"] = str(error)
