"""The reader in torch: the encoder's layers, cut in two, and the layers that compare two texts.

The same arithmetic as ``assistant.retrieval.interaction`` and ``bert``, with gradients.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from scripts.encoder.unpack import floats

SIZE, HEADS, LAYERS = 384, 12, 12
#: Dimensions in which pieces are compared; heads and inner width of the layers that look at the comparisons.
COMPARED, COMPARED_HEADS, COMPARED_WIDTH = 128, 4, 256
#: What stands for minus infinity, also in bfloat16.
NEVER = -1e4
#: How much the score starts from: the mean of the pieces' best matches, the cosine, the best piece.
MET, COSINE, TOLD = 8.0, 15.0, 0.3


class Layer(nn.Module):
    """One layer of the encoder, from its shipped arrays; 1/sqrt(d) is already in the weights of q."""

    def __init__(self, weights: Mapping[str, Any], number: int) -> None:
        super().__init__()
        self.qkv, self.ao = linear(weights, f"{number}.qkv"), linear(weights, f"{number}.ao")
        self.fi, self.fo = linear(weights, f"{number}.fi"), linear(weights, f"{number}.fo")
        self.an, self.on = norm(weights[f"{number}.an"]), norm(weights[f"{number}.on"])

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the states of the pieces after this layer."""
        many, longest, size = x.shape
        q, k, v = self.qkv(x).view(many, longest, 3, HEADS, size // HEADS).permute(2, 0, 3, 1, 4)
        shares = (q @ k.transpose(-1, -2)).masked_fill(~mask[:, None, None, :], NEVER).softmax(-1)
        x = self.an(self.ao((shares @ v).transpose(1, 2).reshape(many, longest, size)) + x)
        found: Tensor = self.on(self.fo(functional.gelu(self.fi(x))) + x)
        return found


class Lower(nn.Module):
    """Word vectors and the first ``depth`` layers: never tuned."""

    def __init__(self, weights: Mapping[str, Any], depth: int) -> None:
        super().__init__()
        self.words = torch.from_numpy(floats(weights["words"]).reshape(-1, SIZE))
        self.places = torch.from_numpy(weights["positions"].astype(np.float32))
        self.first = norm(weights["norm0"])
        self.layers = nn.ModuleList(Layer(weights, number) for number in range(depth))
        self.requires_grad_(False)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Return the states of the pieces after these layers."""
        x = self.first(self.words[pieces] + self.places[: pieces.shape[1]])
        for layer in self.layers:
            x = layer(x, mask)
        found: Tensor = x
        return found


class Block(nn.Module):
    """A small layer over the comparisons; it starts by changing nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.o = nn.Linear(COMPARED, 3 * COMPARED), nn.Linear(COMPARED, COMPARED)
        self.n1, self.n2 = nn.LayerNorm(COMPARED), nn.LayerNorm(COMPARED)
        self.a, self.b = nn.Linear(COMPARED, COMPARED_WIDTH), nn.Linear(COMPARED_WIDTH, COMPARED)
        nn.init.zeros_(self.o.weight)
        nn.init.zeros_(self.b.weight)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the comparisons, each having looked at the others."""
        many, longest, size = x.shape
        parts = self.qkv(self.n1(x)).view(many, longest, 3, COMPARED_HEADS, size // COMPARED_HEADS)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(-1, -2)) * (size // COMPARED_HEADS) ** -0.5
        shares = scores.masked_fill(~mask[:, None, None, :], NEVER).softmax(-1)
        x = x + self.o((shares @ v).transpose(1, 2).reshape(many, longest, size))
        found: Tensor = x + self.b(functional.gelu(self.a(self.n2(x))))
        return found


class Reader(nn.Module):
    """The tuned upper layers, and what compares the pieces of a question with those of a passage."""

    def __init__(self, weights: Mapping[str, Any], depth: int, blocks: int = 2) -> None:
        super().__init__()
        self.tops = nn.ModuleList(Layer(weights, number) for number in range(depth, LAYERS))
        self.proj, self.scale = nn.Linear(SIZE, COMPARED), nn.Parameter(torch.tensor(10.0))
        self.imp = nn.Linear(COMPARED, 1)
        for side in ("q", "p"):
            self.add_module(f"{side}1", nn.Linear(COMPARED, COMPARED))
            self.add_module(f"{side}2", nn.Linear(COMPARED, COMPARED, bias=False))
            self.add_module(f"{side}3", nn.Linear(COMPARED, COMPARED, bias=False))
        self.qs, self.ps = nn.Parameter(torch.zeros(COMPARED)), nn.Parameter(torch.zeros(COMPARED))
        self.seg = nn.Parameter(torch.zeros(2, COMPARED))
        self.blocks, self.nf = nn.ModuleList(Block() for _ in range(blocks)), nn.LayerNorm(COMPARED)
        self.cls, self.tok = nn.Linear(COMPARED, 1), nn.Linear(COMPARED, 1)
        self.res = nn.Parameter(torch.tensor([MET, COSINE, 0.0, TOLD]))
        for start in (self.cls.weight, self.cls.bias, self.imp.weight):
            nn.init.zeros_(start)

    def upper(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the states after the tuned layers."""
        for layer in self.tops:
            x = layer(x, mask)
        return x.float()

    def pieces(self, states: Tensor) -> Tensor:
        """Return the unit vectors in which pieces are compared."""
        return functional.normalize(self.proj(states), dim=-1)

    def forward(self, question: tuple[Tensor, ...], passage: tuple[Tensor, ...]) -> tuple[Tensor, Tensor]:
        """Return the scores of pairs, and what each piece of the passages tells.

        Each side: the pieces (pairs, longest, 128), which of them are there, and the whole's unit vector.
        """
        (q, asked, whole), (p, said, other) = question, passage
        alike = torch.einsum("bnd,bmd->bnm", q, p)
        of_said, of_asked = alike.masked_fill(~said[:, None, :], NEVER), alike.masked_fill(~asked[:, :, None], NEVER)
        met, near = of_said.max(-1).values, of_asked.max(1).values
        for_asked = (of_said * self.scale).softmax(-1) @ p
        for_said = (of_asked * self.scale).softmax(1).transpose(1, 2) @ q
        v = self.q1(q) + self.q2(for_asked) + self.q3(q * for_asked) + met[..., None] * self.qs + self.seg[0]
        u = self.p1(p) + self.p2(for_said) + self.p3(p * for_said) + near[..., None] * self.ps + self.seg[1]
        x = functional.gelu(torch.cat([v, u], 1))
        mask = torch.cat([asked, said], 1)
        for block in self.blocks:
            x = block(x, mask)
        x = self.nf(x).float()
        weights = self.imp(q).squeeze(-1).masked_fill(~asked, NEVER).softmax(-1).float()
        pooled = (x[:, : q.shape[1]] * weights[..., None]).sum(1)
        told = self.tok(x[:, q.shape[1] :]).squeeze(-1).float()
        best = told.masked_fill(~said, NEVER).max(-1).values
        plain = self.res[0] * (weights * met).sum(-1) + self.res[1] * (whole * other).sum(-1) + self.res[2]
        return self.cls(pooled).squeeze(-1) + plain + self.res[3] * best, told


def encoder_weights(folder: Path) -> dict[str, Any]:
    """Return the arrays of the shipped encoder."""
    with np.load(folder / "weights.npz", allow_pickle=False) as found:
        return dict(found)


def linear(weights: Mapping[str, Any], name: str) -> nn.Linear:
    """Return a linear layer from int8 rows and their scales."""
    matrix = weights[name].astype(np.float32) * weights[f"{name}.scale"][:, None]
    made = nn.Linear(matrix.shape[1], matrix.shape[0])
    made.weight.data = torch.from_numpy(matrix)
    made.bias.data = torch.from_numpy(np.array(weights[f"{name}.bias"], dtype=np.float32))
    return made


def norm(rows: NDArray[np.float32]) -> nn.LayerNorm:
    """Return a layer norm from its scale and shift."""
    made = nn.LayerNorm(SIZE, eps=1e-12)
    made.weight.data, made.bias.data = (torch.from_numpy(np.array(row, dtype=np.float32)) for row in rows)
    return made


def padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Return rows of unlike lengths as one tensor, and which places hold something."""
    mask = torch.zeros(len(rows), max(len(row) for row in rows), dtype=torch.bool)
    for number, row in enumerate(rows):
        mask[number, : len(row)] = True
    return nn.utils.rnn.pad_sequence(list(rows), batch_first=True), mask
