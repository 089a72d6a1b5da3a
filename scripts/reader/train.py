"""Tune the reader: each document's questions against its paragraphs and against « none of them ».

A step is two documents. For each question: the paragraph that settles it or the one that only
seems to, the nearest others, one drawn; cross-entropy over these and « none ». Beside it, which
pieces of the right paragraph settle (their words are marked), and a contrast of the wholes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from assistant.retrieval.settler import PASSAGE, QUESTION
from assistant.retrieval.unigram import Unigram
from scripts.reader.families import Document, stretch_of
from scripts.reader.network import COMPARED, Lower, Reader, padded

SEED = 0
#: Paragraphs beside a question in training; texts read at once; documents of a step.
BESIDE, QUESTIONS_AT_ONCE, PASSAGES_AT_ONCE, TOGETHER = 5, 40, 7, 2
#: Rates of the encoder's layers and of the new ones; epochs; share of the steps in which rates rise; the lowest share.
RATE, NEW_RATE, EPOCHS, WARM_UP, LOWEST = 6e-5, 5e-4, 3.4, 0.06, 0.02
DECAY, CLIP = 0.01, 1.0
#: What the marked pieces and the contrast count beside the choice of a paragraph; its temperature.
MARKED, CONTRAST, TEMPERATURE = 5.0, 0.15, 0.03
#: Weight of the pieces of a paragraph that settles, for they are few.
RIGHT = 3.0

Pick = list[list[int]]


@dataclass
class Prepared:
    """A document as it is learned: the lower layers' states of its texts, and its labels."""

    passages: list[Tensor]
    questions: list[Tensor]
    right: list[int]
    lure: list[int]
    marks: list[tuple[int, int] | None]
    held_out: bool


def prepare(documents: Sequence[Document], lower: Lower, unigram: Unigram) -> list[Prepared]:
    """Read every text by the layers that are not tuned, each once."""
    texts = {f"passage: {d.read(at)}": PASSAGE for d in documents for at in range(len(d.paragraphs))}
    texts |= {f"query: {question}": QUESTION for d in documents for question, _ in d.asked}
    rows = {text: unigram.ids(text, longest) for text, longest in texts.items()}
    states = _states(lower, rows)
    found = []
    for d in documents:
        paragraphs = [f"passage: {d.read(at)}" for at in range(len(d.paragraphs))]
        settled = [label.place if label.words and label.place is not None else -1 for _, label in d.asked]
        lure = [label.place if not label.words and label.place is not None else -1 for _, label in d.asked]
        marks = [
            _marked(paragraphs[at], label.words, unigram) if at >= 0 else None
            for at, (_, label) in zip(settled, d.asked, strict=True)
        ]
        questions = [states[f"query: {question}"] for question, _ in d.asked]
        found.append(Prepared([states[p] for p in paragraphs], questions, settled, lure, marks, d.held_out))
    return found


def _states(lower: Lower, rows: dict[str, list[int]]) -> dict[str, Tensor]:
    order = sorted(rows, key=lambda text: len(rows[text]))
    found: dict[str, Tensor] = {}
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for first in range(0, len(order), 48):
            texts = order[first : first + 48]
            pieces, mask = padded([torch.tensor(rows[text]) for text in texts])
            for text, state in zip(texts, lower(pieces, mask), strict=True):
                found[text] = state[: len(rows[text])].to(torch.bfloat16).clone()
    return found


def _marked(passage: str, words: str, unigram: Unigram) -> tuple[int, int] | None:
    """Return the pieces of a passage that its deciding words are, as far as they are read."""
    place = stretch_of(passage, words)
    if place is None:
        return None
    begin, end = (len(unigram.ids(passage[:at], 512)) - 1 for at in place)
    last = len(unigram.ids(passage, PASSAGE)) - 1
    return (max(begin, 1), min(end, last)) if begin < last and end > begin else None


def beside(reader: Reader, document: Prepared, choose: Callable[[Tensor], Pick]) -> tuple[Tensor, Tensor, Pick, Tensor]:
    """Return the scores of each question beside the paragraphs that are chosen, by the cosines of the wholes.

    Also what each piece tells, the choice, and those cosines.
    """
    asked = _upper(reader, document.questions, QUESTIONS_AT_ONCE)
    said = _upper(reader, document.passages, PASSAGES_AT_ONCE)
    wholes, others = (torch.stack([functional.normalize(x.mean(0), dim=0) for x in side]) for side in (asked, said))
    cosines = wholes @ others.T
    (q, q_mask), (p, p_mask) = padded([reader.pieces(x) for x in asked]), padded([reader.pieces(x) for x in said])
    pick = choose(cosines)
    row = torch.tensor([number for number, places in enumerate(pick) for _ in places])
    place = torch.tensor([at for places in pick for at in places])
    lengths, order = p_mask.sum(1), p_mask.sum(1)[place].argsort()
    scores, told = [], []
    for half in order.chunk(2):  # by length: less of it is padding
        a, b = row[half], place[half]
        n, m = int(q_mask[a].sum(1).max()), int(lengths[b].max())
        score, pieces = reader((q[a, :n], q_mask[a, :n], wholes[a]), (p[b, :m], p_mask[b, :m], others[b]))
        scores.append(score.float())
        told.append(functional.pad(pieces.float(), (0, p_mask.shape[1] - m)))
    back = order.argsort()
    return torch.cat(scores)[back], torch.cat(told)[back], pick, cosines


def _upper(reader: Reader, states: Sequence[Tensor], at_once: int) -> list[Tensor]:
    order = sorted(range(len(states)), key=lambda number: len(states[number]))
    found: dict[int, Tensor] = {}
    for first in range(0, len(order), at_once):
        group = order[first : first + at_once]
        x, mask = padded([states[number].float() for number in group])
        for number, row in zip(group, reader.upper(x, mask), strict=True):
            found[number] = row[: len(states[number])]
    return [found[number] for number in range(len(states))]


def loss_of(reader: Reader, document: Prepared, draw: random.Random) -> Tensor:
    """Return what a document's questions cost."""

    def choose(cosines: Tensor) -> Pick:
        found = []
        for near, right, lure in zip(cosines.detach().float(), document.right, document.lure, strict=True):
            first = [at for at in (right, lure) if at >= 0][:1]
            order = [at for at in (-near).argsort().tolist() if at not in first]
            hard = order[: BESIDE - len(first) - 1]
            found.append(first + hard + draw.sample(order[len(hard) :], 1))
        return found

    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, told, pick, cosines = beside(reader, document, choose)
    choice, marks, weight = [], torch.zeros_like(told), torch.zeros_like(told)
    at = 0
    for number, places in enumerate(pick):
        right = document.right[number] >= 0
        given = torch.cat([torch.zeros(1), scores[at : at + len(places)]])
        choice.append(functional.cross_entropy(given[None], torch.tensor([int(right)])))
        for row, place in enumerate(places):
            weight[at + row, : len(document.passages[place])] = 1
        mark = document.marks[number]
        if right and mark:
            marks[at, mark[0] : mark[1]] = 1
            weight[at] *= RIGHT
        elif right:
            weight[at] = 0
        at += len(places)
    pieces = functional.binary_cross_entropy_with_logits(told, marks, reduction="none")
    settled = torch.tensor(document.right)
    answered = settled >= 0
    contrast = functional.cross_entropy(cosines.float()[answered] / TEMPERATURE, settled[answered])
    marked = (pieces * weight).sum() / weight.sum()
    return torch.stack(choice).mean() + MARKED * marked + CONTRAST * contrast


def start(reader: Reader, documents: Sequence[Prepared]) -> None:
    """Compare in the directions in which pieces differ most, and put « none » where half the questions fall."""
    with torch.inference_mode():
        sample = [x for d in documents[::12] for x in _upper(reader, d.passages + d.questions, PASSAGES_AT_ONCE)]
        states = torch.cat(sample)
        mean = states.mean(0)
        directions = torch.pca_lowrank(states - mean, COMPARED, center=False)[2]
        reader.proj.weight.data, reader.proj.bias.data = directions.T.contiguous().clone(), -(directions.T @ mean)
        best = [_best(reader, d)[0] for d in documents[::20]]
        reader.res.data[2] = -torch.cat(best).mean()


def _best(reader: Reader, document: Prepared) -> tuple[Tensor, Tensor]:
    """Return the score and the place of the best of all paragraphs for each question."""
    every = [list(range(len(document.passages)))] * len(document.questions)
    scores = beside(reader, document, lambda _: every)[0]
    best = scores.view(len(every), -1).max(1)
    return best.values, best.indices


def tune(reader: Reader, documents: Sequence[Prepared]) -> None:
    """Tune in place, saying at each half epoch how the documents kept apart fare."""
    draw = random.Random(SEED)  # noqa: S311 - a fixed draw, not a secret
    learned, apart = [d for d in documents if not d.held_out], [d for d in documents if d.held_out]
    new = [weight for name, weight in reader.named_parameters() if not name.startswith("tops.")]
    groups = [{"params": list(reader.tops.parameters()), "lr": RATE}, {"params": new, "lr": NEW_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    epoch = len(learned) // TOGETHER
    total, rates = int(EPOCHS * epoch), [group["lr"] for group in optimizer.param_groups]
    for done in range(total):
        at = done % epoch
        if at == 0:
            draw.shuffle(learned)
        share = min(1, (done + 1) / (WARM_UP * total)) * max(LOWEST, 1 - done / total)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share
        optimizer.zero_grad()
        for document in learned[at * TOGETHER : (at + 1) * TOGETHER]:
            (loss_of(reader, document, draw) / TOGETHER).backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), CLIP)
        optimizer.step()
        if (done + 1) % (epoch // 2) == 0 or done + 1 == total:
            print(f"  step {done + 1} of {total}: {judged(reader, apart)}", flush=True)


def judged(reader: Reader, documents: Sequence[Prepared]) -> str:
    """Say how often the best paragraph is right, and how well its score tells whether there is an answer."""
    score, good, answered = [], [], []
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for document in documents:
            values, places = _best(reader, document)
            score += values.tolist()
            good += [int(place) == right for place, right in zip(places, document.right, strict=True)]
            answered += [right >= 0 for right in document.right]
    scores, right, known = map(np.array, (score, good, answered))
    level = float(np.quantile(scores[~known], 0.88))
    given = (right & (scores > level)).sum() / known.sum()
    above = np.mean([(value > scores[~known]).mean() for value in scores[known]])
    return f"right first {right[known].mean():.3f}, told apart {above:.3f}, right where 88 % are left out {given:.3f}"
