"""The vocabulary as a file and as rows of numbers; the cut of a text is the product's own (``Unigram``).

One tokeniser for the tuning and for the product: a model tuned on other pieces would be off.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from assistant.retrieval.unigram import Unigram

Vocabulary = dict[str, Any]
MARKS = ("bos", "eos", "pad", "unk")


def read_vocabulary(path: Path) -> Vocabulary:
    """Read pieces, scores, code points and marks."""
    found: Vocabulary = json.loads(path.read_text("utf-8"))
    return found


def write_vocabulary(path: Path, vocabulary: Vocabulary) -> None:
    """Write a vocabulary on one line."""
    path.write_text(json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")), "utf-8")


def smaller(vocabulary: Vocabulary, kept: Sequence[int]) -> Vocabulary:
    """Return the vocabulary with only the pieces ``kept``, numbered in that order."""
    new = {old: number for number, old in enumerate(kept)}
    cut = {name: [vocabulary[name][old] for old in kept] for name in ("pieces", "scores")}
    return vocabulary | cut | {mark: new[vocabulary[mark]] for mark in MARKS}


def pieces_of(tokens: Unigram, text: str) -> list[int]:
    """Return the numbers of all the pieces of a text, without its end marks."""
    return tokens.ids(text, sys.maxsize)[1:-1]


def padded(rows: Sequence[Sequence[int]], pad: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return rows of one length, and which of their places hold a piece."""
    longest = max(map(len, rows))
    numbers = torch.full((len(rows), longest), pad)
    mask = torch.zeros(len(rows), longest, dtype=torch.long)
    for place, row in enumerate(rows):
        numbers[place, : len(row)] = torch.tensor(list(row))
        mask[place, : len(row)] = 1
    return numbers, mask
