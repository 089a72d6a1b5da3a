"""Tune the upper layers by contrast: the passage that answers against the others of the same document.

InfoNCE (A. van den Oord et al., 2018) summed over the right passages; a second term keeps each
text near its untuned vector, for the texts are few and made up. Word vectors and the first
layers stay as they are.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from scripts.encoder.data import SEED, Group
from scripts.encoder.model import AT_ONCE, PASSAGE, QUERY, Encoder, encode, forward

Row = list[int]
Item = TypeVar("Item")
FROZEN = 3
QUESTION_PIECES, PASSAGE_PIECES, JUDGED_PIECES = 64, 112, 160
#: Passages of a step, those that answer included, and others at least; facets' questions of a step; fewest questions.
PASSAGES, OTHERS, TOGETHER, FEWEST = 28, 4, 32, 4
DECAY, CLIP, WARM_UP, LOWEST_RATE = 0.01, 1.0, 0.1, 0.05


@dataclass(frozen=True)
class Settings:
    """One tuning; ``epochs`` shapes the fall of the rate, ``used`` says after which one to stop."""

    temperature: float
    rate: float
    keep: float
    epochs: int
    used: int


def vectors(encoder: Encoder, rows: Sequence[Row]) -> torch.Tensor:
    """Return the vectors of rows in order, computed in bfloat16 by groups of like length."""
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    found: dict[int, torch.Tensor] = {}
    for start in range(0, len(order), AT_ONCE):
        group = order[start : start + AT_ONCE]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found.update(zip(group, forward(encoder, [rows[place] for place in group]), strict=True))
    return torch.stack([found[place] for place in range(len(rows))])


class Untuned:
    """The vectors of texts before tuning, each computed once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = Encoder(copy.deepcopy(encoder.bert).eval(), encoder.vocabulary)
        self._known: dict[tuple[int, ...], torch.Tensor] = {}

    def vectors(self, rows: Sequence[Row]) -> torch.Tensor:
        """Return the untuned vectors of rows."""
        new = sorted({tuple(row) for row in rows} - self._known.keys(), key=len)
        if new:
            with torch.inference_mode():
                self._known.update(zip(new, vectors(self._encoder, [list(row) for row in new]).clone(), strict=True))
        return torch.stack([self._known[tuple(row)] for row in rows])


class Plan:
    """The steps of an epoch, drawn by the seed."""

    def __init__(self, documents: Sequence[Group], facets: Group) -> None:
        self._draw = random.Random(SEED)  # noqa: S311 - a fixed draw, not a secret
        self._documents, self._facets = documents, facets

    def steps(self) -> list[Group]:
        """Return each document's questions in two halves and the facets' by groups, in a drawn order."""
        found = []
        for passages, asked in self._documents:
            mixed = self._mixed(asked)
            half = (len(mixed) + 1) // 2
            found += [self._some(passages, mixed[:half]), self._some(passages, mixed[half:])]
        quotes, asked = self._facets
        mixed = self._mixed(asked)
        found += [self._some(quotes, mixed[at : at + TOGETHER]) for at in range(0, len(mixed), TOGETHER)]
        return self._mixed([step for step in found if len(step[1]) >= FEWEST])

    def _mixed(self, items: Sequence[Item]) -> list[Item]:
        mixed = list(items)
        self._draw.shuffle(mixed)
        return mixed

    def _some(self, passages: list[str], asked: list[tuple[str, list[int]]]) -> Group:
        right = sorted({place for _, places in asked for place in places})
        others = self._mixed([place for place in range(len(passages)) if place not in right])
        shown = right + others[: max(OTHERS, PASSAGES - len(right))]
        at = {old: new for new, old in enumerate(shown)}
        return [passages[old] for old in shown], [(question, [at[p] for p in places]) for question, places in asked]


def loss_of(encoder: Encoder, untuned: Untuned, step: Group, settings: Settings) -> torch.Tensor:
    """Return the contrast of a step plus what its texts moved from their untuned vectors."""
    passages, asked = step
    first = [encoder.tokens.ids(QUERY + question, QUESTION_PIECES) for question, _ in asked]
    second = [encoder.tokens.ids(PASSAGE + passage, PASSAGE_PIECES) for passage in passages]
    questions, answers = vectors(encoder, first), vectors(encoder, second)
    right = torch.zeros(len(asked), len(passages), dtype=torch.bool)
    for row, (_, places) in enumerate(asked):
        right[row, places] = True
    scores = questions.float() @ answers.float().T / settings.temperature
    contrast = (torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~right, -1e9), 1)).mean()
    same = torch.cat([(questions * untuned.vectors(first)).sum(1), (answers * untuned.vectors(second)).sum(1)])
    return contrast + settings.keep * (1 - same.mean())


def tunable(encoder: Encoder) -> list[torch.nn.Parameter]:
    """Freeze the embeddings and the first layers, and return the rest."""
    for name, weight in encoder.bert.named_parameters():
        number = int(name.split(".")[2]) if name.startswith("encoder.layer.") else -1
        weight.requires_grad_(number >= FROZEN)
    return [weight for weight in encoder.bert.parameters() if weight.requires_grad]


def tune(encoder: Encoder, plan: Plan, settings: Settings, held_out: Sequence[Group]) -> Encoder:
    """Tune in place, saying after each epoch how the held-out documents fare."""
    torch.manual_seed(SEED)
    untuned, weights = Untuned(encoder), tunable(encoder)
    optimizer = torch.optim.AdamW(weights, lr=settings.rate, weight_decay=DECAY)
    total, done = settings.epochs * len(plan.steps()), 0
    for epoch in range(settings.used):
        for step in plan.steps():
            share = min(1, (done + 1) / (WARM_UP * total)) * max(LOWEST_RATE, 1 - done / total)
            optimizer.param_groups[0]["lr"] = settings.rate * share
            optimizer.zero_grad()
            loss_of(encoder, untuned, step, settings).backward()
            torch.nn.utils.clip_grad_norm_(weights, CLIP)
            optimizer.step()
            done += 1
        ranks = ranks_of(encoder, held_out)
        print(f"  epoch {epoch + 1}: held-out documents, mean reciprocal rank {np.mean(1 / ranks):.4f}", flush=True)
    return encoder


def ranks_of(encoder: Encoder, groups: Sequence[Group]) -> NDArray[np.int64]:
    """Return, for each question, the rank of the first passage that answers it."""
    found = []
    for passages, asked in groups:
        questions = encode(encoder, [QUERY + question for question, _ in asked], QUESTION_PIECES)
        scores = questions @ encode(encoder, [PASSAGE + text for text in passages], JUDGED_PIECES).T
        for row, (_, right) in zip(scores, asked, strict=True):
            order = list(np.argsort(-row))
            found.append(1 + min(order.index(place) for place in right))
    return np.array(found)
