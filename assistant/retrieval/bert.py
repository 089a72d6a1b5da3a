"""A small BERT computed with numpy: int8 layers and 4-bit word vectors, made floats when they are read.

J. Devlin et al., *BERT*, NAACL 2019; the layer norm comes after each block. Texts are
computed end to end in one table, so that each matrix is read once for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Layer = dict[str, tuple[Array, Array]]

HEADS = 12
#: Weights of a word vector that share a scale: a float16, then 16 bytes of two weights each (« Q4_0 » of GGML).
BLOCK = 32
#: sqrt(2/pi) and the cubic term of the tanh form of GELU (Hendrycks and Gimpel, 2016).
GELU, CUBIC = 0.7978845608, 0.044715


class Bert:
    """The encoder part: rows of token numbers in, one unit vector a row out (the mean over its tokens)."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._words = weights["words"]
        self._positions = weights["positions"].astype(np.float32)
        self._first = weights["norm0"]
        self._layers = layers_of(weights)
        self.size = int(self._positions.shape[1])

    def vectors(self, rows: Sequence[Sequence[int]]) -> Array:
        """Return the unit vector of each row of tokens, in order."""
        return np.stack([mean_of(states) for states in self.states(rows)])

    def states(self, rows: Sequence[Sequence[int]], depth: int | None = None) -> list[Array]:
        """Return the states of each row's tokens, in order, after all layers or the first ``depth``."""
        spans = spans_of([len(row) for row in rows])
        x = self._looked_up(np.concatenate([np.asarray(row) for row in rows]))
        x += np.concatenate([self._positions[: len(row)] for row in rows])
        x = through(normalised(x, self._first), spans, self._layers[:depth])
        return [x[begin:end] for begin, end in spans]

    def _looked_up(self, ids: NDArray[np.int64]) -> Array:
        raw = self._words[ids].reshape(-1, 2 + BLOCK // 2)
        scale = np.ascontiguousarray(raw[:, :2]).view("<f2").astype(np.float32)
        low, high = (raw[:, 2:] & 15).astype(np.float32), (raw[:, 2:] >> 4).astype(np.float32)
        return np.asarray(((np.hstack([low, high]) - 8) * scale).reshape(len(ids), -1), dtype=np.float32)


def layers_of(weights: Mapping[str, Any]) -> list[Layer]:
    """Return the layers that arrays hold, made floats."""
    return [_layer(weights, number) for number in range(int(weights["layers"]))]


def spans_of(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Return where each text begins and ends in a table that holds them end to end."""
    ends = np.cumsum(lengths)
    return [(int(end) - length, int(end)) for end, length in zip(ends, lengths, strict=True)]


def through(x: Array, spans: Sequence[tuple[int, int]], layers: Sequence[Layer]) -> Array:
    """Return the states of tokens after ``layers``; those of a text attend to one another only."""
    for layer in layers:
        x = normalised(linear(_attended(linear(x, layer["qkv"]), spans), layer["ao"]) + x, layer["an"])
        x = normalised(linear(gelu(linear(x, layer["fi"])), layer["fo"]) + x, layer["on"])
    return x


def mean_of(states: Array) -> Array:
    """Return the unit vector of a text: the mean of its tokens' states."""
    mean = states.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def _layer(weights: Mapping[str, Any], number: int) -> Layer:
    layer: Layer = {}
    for name in ("qkv", "ao", "fi", "fo"):
        matrix = weights[f"{number}.{name}"].astype(np.float32)
        matrix *= weights[f"{number}.{name}.scale"][:, None]
        layer[name] = matrix.T, weights[f"{number}.{name}.bias"]
    for name in ("an", "on"):
        scale, shift = weights[f"{number}.{name}"]
        layer[name] = scale, shift
    return layer


def _attended(qkv: Array, spans: Sequence[tuple[int, int]]) -> Array:
    """Return each token's mix of the tokens of its own text; 1/sqrt(d) is already in the weights of q."""
    mixed = np.empty((len(qkv), qkv.shape[1] // 3), dtype=np.float32)
    for begin, end in spans:
        q, k, v = qkv[begin:end].reshape(end - begin, 3, HEADS, -1).transpose(1, 2, 0, 3)
        mixed[begin:end] = (shares(q @ k.transpose(0, 2, 1)) @ v).transpose(1, 0, 2).reshape(end - begin, -1)
    return mixed


def shares(x: Array, axis: int = -1) -> Array:
    """Return, in the place of ``x``, what each takes of one along an axis."""
    x -= x.max(axis=axis, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=axis, keepdims=True)
    return x


def linear(x: Array, layer: tuple[Array, Array]) -> Array:
    """Return each row times a matrix, plus a bias."""
    out = x @ layer[0]
    out += layer[1]
    return np.asarray(out, dtype=np.float32)


def normalised(x: Array, weights: tuple[Array, Array] | Array, epsilon: float = 1e-12) -> Array:
    """Return each row with mean 0 and deviation 1, then scaled and shifted."""
    x = x - x.mean(axis=1, keepdims=True)
    x *= 1 / np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] + epsilon)[:, None]
    x *= weights[0]
    x += weights[1]
    return x


def gelu(x: Array) -> Array:
    """Return the tanh form of GELU."""
    y = x * x  # in place from here on: this is a third of the time otherwise
    y *= CUBIC * GELU
    y += GELU
    y *= x
    np.tanh(y, out=y)
    y += 1
    y *= x
    y *= 0.5
    return y
