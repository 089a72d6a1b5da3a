"""What the API takes and gives, as published in its OpenAPI."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.records.feedback import Complaint

#: Enough to tell an address from anything else; whether it exists, only a mail tells.
ADDRESS = r"^[^@\s<>\"(),;:\\\[\]]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"


class Ask(BaseModel):
    """A question and the person's earlier ones of the same conversation, oldest first."""

    model_config = ConfigDict(extra="forbid", strict=True)

    question: Annotated[str, Field(min_length=1)]
    scheme: Annotated[str, Field(description="Nom du dispositif, quand le service en a plusieurs")] | None = None
    conversation_id: Annotated[str, Field(max_length=100)] | None = None
    history: Annotated[list[str], Field(max_length=100)] = []
    keep: Annotated[bool, Field(description="Faux : ni la question ni la réponse ne sont gardées")] = True


class CitationOut(BaseModel):
    """A quote in its page: ``page.text[start:end] == quote``."""

    document: str
    title: str
    date: str
    origin: str
    page: int
    section: str
    quote: str
    start: int
    end: int
    url: str


class StatementOut(BaseModel):
    """A sentence and the numbers of its citations."""

    text: str
    citations: list[int]


class PartOut(BaseModel):
    """One part of a compound question and how it ended."""

    question: str
    status: str


class ContactOut(BaseModel):
    """The person who takes over."""

    name: str
    role: str
    email: str
    mailto: str


class AnswerOut(BaseModel):
    """An answer, as the command line prints it too."""

    id: str
    status: str
    reason: str | None
    verdict: str | None
    answer: str
    statements: list[StatementOut]
    citations: list[CitationOut]
    parts: list[PartOut]
    contact: ContactOut | None
    suggestions: list[str]
    ai_generated: bool
    index_version: str
    timings_ms: dict[str, float]


class FeedbackIn(BaseModel):
    """What a person thinks of an answer; ``answer_id`` is the ``id`` of the answer."""

    model_config = ConfigDict(extra="forbid")

    answer_id: Annotated[str, Field(min_length=1, max_length=64)]
    helpful: bool
    reason: Complaint | None = None
    comment: Annotated[str, Field(max_length=2000)] = ""
    scheme: str | None = None


class HandoffIn(BaseModel):
    """A question for a person; an e-mail address only with ``consent`` to be written to about it."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(min_length=1)]
    summary: Annotated[str, Field(max_length=4000)] = ""
    email: Annotated[str, Field(description="Adresse à prévenir de la réponse, avec « consent »")] | None = None
    consent: bool = False
    answer_id: Annotated[str, Field(max_length=64)] | None = None
    scheme: str | None = None


class HandoffOut(BaseModel):
    """The code that leads to the reply, or erases everything, on the page at ``url``."""

    receipt: str
    url: str


class Problem(BaseModel):
    """An error: a stable code and one French sentence."""

    code: str
    message: str
