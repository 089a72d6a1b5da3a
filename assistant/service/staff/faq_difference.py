"""What changed between two versions of an entry, field by field and word by word."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import Passage, Run
from assistant.records.faq.wording import Wording, said_by
from assistant.records.tables import FaqVersion
from assistant.retrieval.difference import Change, Pair, difference


@dataclass(frozen=True)
class Field:
    """A field in two versions, line by line; ``name`` is its text's key."""

    name: str
    pairs: tuple[Pair, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the two versions differ there."""
        return any(pair.change is not Change.EQUAL for pair in self.pairs)


@dataclass(frozen=True)
class Compared:
    """Two versions side by side."""

    before: FaqVersion
    after: FaqVersion
    fields: tuple[Field, ...]


def compared(before: FaqVersion, after: FaqVersion) -> Compared:
    """Return two versions side by side, the fields that one of them fills only."""
    return Compared(before, after, fields_of(said_by(before), said_by(after)))


def fields_of(old: Wording, new: Wording) -> tuple[Field, ...]:
    """Return what two wordings say in each field that is not empty in both."""
    before, after = _texts(old), _texts(new)
    pairs = {name: difference(_lines(before[name]), _lines(after[name])) for name in before}
    return tuple(Field(name, found) for name, found in pairs.items() if found)


def _texts(said: Wording) -> dict[str, str]:
    return {
        "question": said.question,
        "phrasings": "\n".join(said.phrasings),
        "answer": said.answer,
        "topic": said.topic,
        "sources": "\n".join(f"{source.document} : {source.quote}" for source in said.sources),
        "expires_on": said.expires_on.isoformat() if said.expires_on else "",
    }


def _lines(words: str) -> list[Passage]:
    """Return the lines of a text as what is compared: lines that were moved or rewritten are found again."""
    lines = [line for line in words.split("\n") if line.strip()]
    return [Passage(f"entry/{n}", "entry", line, (Run(0, 1, 0, len(line)),)) for n, line in enumerate(lines)]
