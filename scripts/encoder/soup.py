"""Average the weights of two models (M. Wortsman et al., *Model soups*, 2022; *WiSE-FT*, CVPR 2022).

Half of the untuned weights keeps what tuning on few texts forgets, at no cost when answering.
"""

from __future__ import annotations

from scripts.encoder.model import Encoder

HALF = 0.5


def average(first: Encoder, second: Encoder) -> Encoder:
    """Return a model halfway between two of the same vocabulary; ``first`` is changed in place."""
    mine, other = first.bert.state_dict(), second.bert.state_dict()
    first.bert.load_state_dict(
        {name: value.float() * HALF + other[name].float() * HALF for name, value in mine.items()}
    )
    return first
