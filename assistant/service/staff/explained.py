"""How an exchange came to its answer, in words: why, by which steps, from which signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.domain import Status
from assistant.evaluation.report import percent
from assistant.records.tables import Exchange
from assistant.texts import table, text


@dataclass(frozen=True)
class Why:
    """Why one part of a question ended as it did: sentences, and the signals behind them as (name, figure)."""

    question: str
    sentences: tuple[str, ...]
    signals: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Done:
    """A step of the pipeline, and what came of it."""

    name: str
    outcome: str


def why(row: Exchange) -> list[Why]:
    """Return why an exchange ended as it did, part by part; as a whole where nothing was weighed."""
    reasons = {decision["reason"] for decision in row.decisions}
    if not row.decisions or (row.reason == "ungrounded" and "ungrounded" not in reasons):
        return [Why("", (because(row.reason),), ())]
    several = len(row.decisions) > 1
    return [_why(decision, several) for decision in row.decisions]


def steps(row: Exchange) -> list[Done]:
    """Return the steps that an exchange went through, the last of them being where it ended."""
    return [Done(said("step", step["name"]), _outcome(row, step)) for step in row.steps]


def because(reason: str | None) -> str:
    """Return why, in a sentence."""
    return said("because", reason or "none")


def said(kind: str, name: str) -> str:
    """Return the word for something kept with an exchange; its own name when a later version brought it."""
    return str(table("question")[kind].get(name, name))


def _why(decision: dict[str, Any], several: bool) -> Why:
    sentences = [because(decision["reason"])]
    if decision["chance"] is not None and decision["least"] is not None:
        sentences.append(_chance(decision["chance"], decision["least"], decision["status"] == Status.ANSWERED))
    signals = ((said("signal", name), figure(value)) for name, value in decision["signals"].items())
    return Why(decision["question"] if several else "", tuple(sentences), tuple(signals))


def _chance(chance: float, least: float, answered: bool) -> str:
    enough = chance >= least
    key = ("over" if enough else "under") + ("" if enough == answered else "_still")
    return text(f"question.chance.{key}", chance=percent(chance), least=percent(least))


def _outcome(row: Exchange, step: dict[str, Any]) -> str:
    outcome = step["outcome"]
    if outcome in set(Status):
        key = "wrote" if step["name"] == "write" else "stopped"
        return text(f"question.outcome.{key}", status=said("status", outcome))
    if step["name"] == "split" and len(row.parts) > 1:
        return text("question.outcome.parts", n=len(row.parts))
    if step["name"] == "judge" and row.decisions:
        return text("question.outcome.between").join(_decided(row.decisions))
    return text("question.outcome.went_on")


def _decided(decisions: Sequence[dict[str, Any]]) -> list[str]:
    """Return what was decided on each part: how it ended, by which model if one weighed it."""
    found = []
    for decision in decisions:
        status, model = said("status", decision["status"]), decision["model"]
        found.append(f"{status} ({said('model', model)})" if model else status)
    return found


def figure(value: float) -> str:
    """Return a signal as French writes it, with two decimals."""
    return f"{value:.2f}".replace(".", ",")
