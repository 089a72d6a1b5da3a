"""An answer laid out for a page: its points, and beside each line the sources that carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.texts import text


@dataclass(frozen=True)
class Line:
    """A line of an answer and the numbers of the citations that carry it: none for what introduces or closes."""

    text: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True)
class Point:
    """What is said of one part of a question; ``question`` is empty for what belongs to none."""

    question: str = ""
    status: str = ""
    anchor: str = ""
    lines: list[Line] = field(default_factory=list)


def points_of(answer: Mapping[str, Any]) -> list[Point]:
    """Return the points of an answer of the API, in order, holding every line of its text.

    The text is what a person reads and is never changed here: parts and statements are
    found in it, and what is not found stays a line like another.
    """
    points = [Point()]
    waiting = [(part, text("answers.parts.heading", question=part["question"])) for part in answer["parts"]]
    statements = [said for said in answer["statements"] if said["text"].strip()]
    rest = answer["answer"].strip("\n")
    while rest:
        part = next((known for known in waiting if _begins(rest, known[1])), None)
        said = None if part else next((known for known in statements if _begins(rest, known["text"])), None)
        if part:
            waiting.remove(part)
            number = len(answer["parts"]) - len(waiting)
            points.append(Point(part[0]["question"], part[0]["status"], f"point-{number}"))
            length = len(part[1])
        elif said:
            statements.remove(said)
            points[-1].lines.append(Line(said["text"], _each(said["citations"])))
            length = len(said["text"])
        else:
            length = (rest + "\n").index("\n")
            points[-1].lines.append(Line(rest[:length]))
        rest = rest[length:].lstrip("\n")
    return [point for point in points if point.lines or point.question]


def _begins(rest: str, words: str) -> bool:
    """Tell whether ``words`` are the next whole lines."""
    return rest.startswith(words) and rest[len(words) : len(words) + 1] in ("", "\n")


def _each(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
