"""Write what the product reads: tuned layers in int8 rows with a scale, the comparing layers in float16.

What rounding adds on average, over the texts given, is taken back from the biases: without it,
the states move far enough to change what is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from scripts.encoder.export import norm, rounded, watched
from scripts.reader.network import LAYERS, Reader

#: Arrays of fewer numbers stay in float32.
SMALL = 1000
LINEAR, NORMS = ("qkv", "ao", "fi", "fo"), ("an", "on")


def mean_inputs(reader: Reader, texts: Sequence[Tensor]) -> dict[str, Any]:
    """Return the mean input of each tuned linear layer over texts given as the lower layers' states, one by one."""

    def read() -> None:
        for states in texts:
            reader.upper(states.float()[None], torch.ones(1, len(states), dtype=torch.bool))

    return watched(reader.tops, read)


def export(target: Path, reader: Reader, texts: Sequence[Tensor]) -> None:
    """Write ``reader.npz``."""
    weights = {name: value.float().numpy() for name, value in reader.state_dict().items()}
    means = mean_inputs(reader, texts)
    found: dict[str, Any] = {
        "layers": np.int64(len(reader.tops)),
        "depth": np.int64(LAYERS - len(reader.tops)),
        "blocks": np.int64(len(reader.blocks)),
    }
    for number in range(len(reader.tops)):
        for part in LINEAR:
            name = f"{number}.{part}"
            found |= rounded(name, weights[f"tops.{name}.weight"], weights[f"tops.{name}.bias"], means[name])
        for part in NORMS:
            found[f"{number}.{part}"] = norm(weights, f"tops.{number}.{part}")
    for name, value in weights.items():
        if not name.startswith("tops."):
            found[f"head.{name}"] = value.astype(np.float16 if value.size > SMALL else np.float32)
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, **found)
