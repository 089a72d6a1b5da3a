"""How far a passage settles a question, told from the two side by side, piece by piece.

Each text is read alone, so that passages are read when the index is built; the pieces of the two
are then aligned (late interaction: O. Khattab and M. Zaharia, *ColBERT*, SIGIR 2020), each is
compared with what stands for it in the other text (A. Parikh et al., *A Decomposable Attention
Model*, EMNLP 2016), and two small layers look at all the comparisons together. One vector a text
says what it is about; this says whether one gives what the other asks. The recipe and its data
are in ``scripts/reader/``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.bert import Array, gelu, linear, mean_of, normalised, shares

#: A unit vector's coordinates as bytes.
BYTES = 127
#: What the layer norm of the last layers adds to a variance, as torch does.
EPSILON = 1e-5


@dataclass(frozen=True)
class Pieces:
    """A text read: the unit vector of each piece, as bytes, and that of the whole."""

    each: NDArray[np.int8]
    whole: Array

    @property
    def vectors(self) -> Array:
        """The unit vector of each piece."""
        return np.asarray(self.each.astype(np.float32) / BYTES, dtype=np.float32)


class Interaction:
    """The layers that compare two texts; 128 dimensions a piece."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        """Read the arrays that ``scripts/reader`` wrote."""
        self._w = {name: value.astype(np.float32) for name, value in weights.items() if name.startswith("head.")}
        self._depth = int(weights["blocks"])

    def pieces(self, states: Array) -> Pieces:
        """Return a text as it is kept, from the states of its pieces."""
        projected = self._linear(states, "proj.")
        projected /= np.linalg.norm(projected, axis=1, keepdims=True)
        return Pieces(np.rint(projected * BYTES).astype(np.int8), mean_of(states))

    def settled(self, question: Pieces, passages: Sequence[Pieces]) -> list[float]:
        """Return how far each passage settles ``question``: above zero, it rather does."""
        asked = question.vectors
        weights = np.exp(asked @ self._at("imp.weight")[0])
        weights /= weights.sum()
        return [self._one(asked, weights, question.whole, passage) for passage in passages]

    def _one(self, asked: Array, weights: Array, whole: Array, passage: Pieces) -> float:
        said = passage.vectors
        alike = asked @ said.T
        met, near = alike.max(axis=1), alike.max(axis=0)
        scale = float(self._at("scale"))
        for_asked = shares(alike * scale, 1) @ said
        for_said = shares(alike * scale, 0).T @ asked
        x = np.vstack([self._compared("q", asked, for_asked, met, 0), self._compared("p", said, for_said, near, 1)])
        x = gelu(x)
        for number in range(self._depth):
            x = self._block(x, f"blocks.{number}.")
        x = self._normed(x, "nf.")
        told = (x[len(asked) :] @ self._at("tok.weight")[0] + self._at("tok.bias")[0]).max()
        score = (weights @ x[: len(asked)]) @ self._at("cls.weight")[0] + self._at("cls.bias")[0]
        res = self._at("res")
        return float(score + res[0] * (weights @ met) + res[1] * (whole @ passage.whole) + res[2] + res[3] * told)

    def _compared(self, side: str, own: Array, other: Array, nearest: Array, segment: int) -> Array:
        x = self._linear(own, f"{side}1.")
        x += other @ self._at(f"{side}2.weight").T
        x += (own * other) @ self._at(f"{side}3.weight").T
        return np.asarray(x + nearest[:, None] * self._at(f"{side}s") + self._at("seg")[segment], dtype=np.float32)

    def _block(self, x: Array, name: str) -> Array:
        heads, size = 4, x.shape[1]
        y = self._linear(self._normed(x, f"{name}n1."), f"{name}qkv.")
        q, k, v = y.reshape(len(x), 3, heads, -1).transpose(1, 2, 0, 3)
        share = shares(q @ k.transpose(0, 2, 1) * (size // heads) ** -0.5, -1)
        x = x + self._linear((share @ v).transpose(1, 0, 2).reshape(len(x), -1), f"{name}o.")
        hidden = gelu(self._linear(self._normed(x, f"{name}n2."), f"{name}a."))
        return np.asarray(x + self._linear(hidden, f"{name}b."), dtype=np.float32)

    def _linear(self, x: Array, name: str) -> Array:
        return linear(x, (self._at(f"{name}weight").T, self._at(f"{name}bias")))

    def _normed(self, x: Array, name: str) -> Array:
        return normalised(x, (self._at(f"{name}weight"), self._at(f"{name}bias")), EPSILON)

    def _at(self, name: str) -> Array:
        found: Array = self._w[f"head.{name}"]
        return found
