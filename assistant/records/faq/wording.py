"""What an entry says, as somebody wrote it: tidied, within limits, and what tells one wording from another."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.records.tables import FaqVersion
from assistant.retrieval.terms import terms
from assistant.texts import text

#: Characters; a mayor reads the whole answer on a telephone.
QUESTION, ANSWER, TOPIC, QUOTE = 300, 5000, 80, 1000
PHRASINGS, SOURCES = 30, 8


@dataclass(frozen=True)
class Source:
    """Words of a document that the answer relies on; ``sha256`` is the document's when they were found in it."""

    document: str
    quote: str
    sha256: str


@dataclass(frozen=True)
class Wording:
    """A question, its answer and what goes with them."""

    question: str
    answer: str
    phrasings: tuple[str, ...] = ()
    topic: str = ""
    sources: tuple[Source, ...] = ()
    expires_on: date | None = None


def tidy(typed: str) -> str:
    """Return what a person typed without what nobody sees: control and format characters, spaces at the ends.

    A character that reverses what follows, or hides it, would let an answer be read as another one.
    """
    plain = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    lines = unicodedata.normalize("NFC", plain).split("\n")
    return "\n".join("".join(filter(_seen, line)).rstrip() for line in lines).strip()


def one_line(typed: str) -> str:
    """Return a text of one line, tidied; its no-break spaces stay."""
    return re.sub(r"[ \n]+", " ", tidy(typed))


def _seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs")


def tidied(said: Wording) -> Wording:
    """Return a wording with each of its texts tidied; empty phrasings, and those said twice, go."""
    question = one_line(said.question)
    others = dict.fromkeys(filter(None, map(one_line, said.phrasings)))
    others.pop(question, None)
    return Wording(question, tidy(said.answer), tuple(others), one_line(said.topic), said.sources, said.expires_on)


def faults(said: Wording, on: date) -> dict[str, str]:
    """Return what an agent must correct before a tidied wording is kept, by the name of the field."""
    return dict(_faults(said, on))


def _faults(said: Wording, on: date) -> Iterator[tuple[str, str]]:
    if not terms(said.question) and not any(map(str.isalpha, said.question)):
        yield "question", text("entries.fault.question")
    elif len(said.question) > QUESTION:
        yield "question", text("entries.fault.long", most=QUESTION)
    if not said.answer:
        yield "answer", text("entries.fault.answer")
    elif len(said.answer) > ANSWER:
        yield "answer", text("entries.fault.long", most=ANSWER)
    if len(said.phrasings) > PHRASINGS or any(len(words) > QUESTION for words in said.phrasings):
        yield "phrasings", text("entries.fault.phrasings", most=PHRASINGS, long=QUESTION)
    if len(said.topic) > TOPIC:
        yield "topic", text("entries.fault.long", most=TOPIC)
    if len(said.sources) > SOURCES:
        yield "sources", text("entries.fault.sources", most=SOURCES)
    if said.expires_on is not None and said.expires_on < on:
        yield "expires_on", text("entries.fault.past")


def put(version: FaqVersion, said: Wording) -> None:
    """Write a wording into a version."""
    version.question, version.answer, version.topic = said.question, said.answer, said.topic
    version.phrasings = list(said.phrasings)
    version.quotes = [{"document": s.document, "quote": s.quote, "sha256": s.sha256} for s in said.sources]
    version.expires_on = said.expires_on
    version.words = stems((said.question, *said.phrasings, said.answer, said.topic))


def said_by(version: FaqVersion) -> Wording:
    """Return what a version says."""
    sources = tuple(Source(q["document"], q["quote"], q["sha256"]) for q in version.quotes)
    phrasings = tuple(version.phrasings)
    return Wording(version.question, version.answer, phrasings, version.topic, sources, version.expires_on)


def stems(texts: Iterable[str]) -> str:
    """Return the stems of texts, once each, every one between spaces: what a search looks into."""
    return " ".join(("", *dict.fromkeys(stem for words in texts for stem in terms(words)), ""))


def seal(version: FaqVersion) -> str:
    """Return what is the same as long as a version says the same: « 2-5f3c… »."""
    said = said_by(version)
    parts = [said.question, said.answer, said.phrasings, said.topic, version.quotes, str(said.expires_on)]
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return f"{version.number}-{digest[:32]}"
