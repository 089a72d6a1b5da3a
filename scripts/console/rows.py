"""Exchanges as a year of a prefecture would leave them: real answers to varied questions of the reference set."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from assistant.domain import Question
from assistant.pipeline import Assistant
from assistant.records import exchanges
from assistant.records.likeness import UNSPECIFIC, likeness, wording
from assistant.records.tables import Exchange
from assistant.records.tables.base import day_of

OPENINGS = ("", "", "", "Bonjour, ", "bonjour ", "Bonjour Monsieur, ", "Madame, Monsieur, ", "svp ", "rebonjour, ")
ENDINGS = ("", "", "", "", " Merci", " merci d'avance", " Cordialement", " ?", " !")
COMMUNES = ("Bréauté", "Cany-Barville", "Fécamp", "Yvetot", "Eu", "Clères", "Étretat", "Doudeville", "Gournay-en-Bray")


@dataclass(frozen=True)
class Template:
    """An exchange of which others are made: its columns, and those of its statements and citations."""

    exchange: dict[str, Any]
    statements: tuple[dict[str, Any], ...]
    citations: tuple[dict[str, Any], ...]


def templates(assistant: Assistant, asked: Sequence[str], scheme: str) -> list[Template]:
    """Ask each question once and keep the exchange as the service would write it."""
    found = []
    for words in asked:
        question = Question(words)
        with Session() as aside:  # bound to no database: the rows are only read
            row = exchanges.add(aside, scheme, question, assistant.ask(question), "api")
            statements = tuple(_columns(statement) for statement in row.statements)
            citations = tuple(
                {**_columns(citation), "statement": statement.number}
                for statement in row.statements
                for citation in statement.citations
            )
            found.append(Template(_columns(row), statements, citations))
            aside.expunge_all()
    return found


def _columns(row: Any) -> dict[str, Any]:
    known = {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}
    return {name: value for name, value in known.items() if value is not None}


class Varied:
    """Exchanges made of templates: some questions far more often than others, in many wordings, day and night."""

    def __init__(self, made_of: Sequence[Template], now: datetime, days: int, seed: int = 5) -> None:
        self._random = random.Random(seed)  # noqa: S311
        self._templates = list(made_of)
        self._random.shuffle(self._templates)
        self._weights = [1 / (rank + 10) for rank in range(len(self._templates))]
        self._now, self._days = now, days

    def batch(self, number: int) -> Iterator[tuple[dict[str, Any], Template]]:
        """Return that many exchanges, as columns, each with its template."""
        for template in self._random.choices(self._templates, self._weights, k=number):
            yield self._varied(template), template

    def _varied(self, template: Template) -> dict[str, Any]:
        draw = self._random
        said = template.exchange["question"]
        if draw.random() < 0.3:
            said = f"{said} pour la commune de {draw.choice(COMMUNES)}, {draw.randrange(90, 9000)} habitants"
        said = f"{draw.choice(OPENINGS)}{said}{draw.choice(ENDINGS)}"
        topic = template.exchange["topic"]
        asked_at = self._now - timedelta(days=draw.random() * self._days)
        row = {
            **dict.fromkeys((column.key for column in Exchange.__table__.columns), None),
            **template.exchange,
            "id": f"{draw.getrandbits(128):032x}",
            "conversation": f"{draw.getrandbits(128):032x}",
            "channel": draw.choice(("api", "api", "page")),
            "asked_at": asked_at,
            "day": day_of(asked_at),
            "question": said,
            "wording": wording(said),
        }
        if topic in UNSPECIFIC:
            row["alike"] = likeness(said, topic)
        return row
