"""sentence-transformers over transformers' BERT, given the weights that the product ships."""

from __future__ import annotations

import math

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling
from transformers import BertConfig, BertModel

from assistant.retrieval.bert import BLOCK, HEADS


class Tokens(torch.nn.Module):
    """The token vectors of a BERT, as sentence-transformers passes them from module to module."""

    def __init__(self, bert):
        super().__init__()
        self.bert = bert

    def forward(self, features):
        given = {k: features[k] for k in ("input_ids", "attention_mask")}
        return {**features, "token_embeddings": self.bert(**given).last_hidden_state}


def reference(weights, vocabulary):
    """Return sentence-transformers' mean pooling and norm over BERT; ``vocabulary`` are the only tokens it knows."""
    most, size = weights["positions"].shape
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=size,
        num_hidden_layers=int(weights["layers"]),
        num_attention_heads=HEADS,
        intermediate_size=weights["0.fi"].shape[0],
        max_position_embeddings=most,
        type_vocab_size=1,
        hidden_act="gelu_pytorch_tanh",
    )
    bert = BertModel(config, add_pooling_layer=False).eval()
    told = {
        "embeddings.word_embeddings.weight": words_of(weights, vocabulary),
        "embeddings.position_embeddings.weight": weights["positions"].astype(np.float32),
        "embeddings.token_type_embeddings.weight": np.zeros((1, size), dtype=np.float32),
        "embeddings.LayerNorm.weight": weights["norm0"][0],
        "embeddings.LayerNorm.bias": weights["norm0"][1],
    }
    for number in range(int(weights["layers"])):
        told.update({f"encoder.layer.{number}.{name}": array for name, array in layer(weights, number).items()})
    bert.load_state_dict({**bert.state_dict(), **{name: torch.from_numpy(array) for name, array in told.items()}})
    return SentenceTransformer(modules=[Tokens(bert), Pooling(size, pooling_mode="mean"), Normalize()])


def layer(weights, number):
    """Return the arrays of a layer by their names in transformers."""
    matrix = {
        name: weights[f"{number}.{name}"].astype(np.float32) * weights[f"{number}.{name}.scale"][:, None]
        for name in ("qkv", "ao", "fi", "fo")
    }
    bias = {name: weights[f"{number}.{name}.bias"] for name in matrix}
    root = math.sqrt(weights["positions"].shape[1] / HEADS)  # the shipped query weights hold 1/sqrt(d) already
    found = {}
    for at, name in enumerate(("query", "key", "value")):
        times = root if name == "query" else 1.0
        found[f"attention.self.{name}.weight"] = np.split(matrix["qkv"], 3)[at] * np.float32(times)
        found[f"attention.self.{name}.bias"] = np.split(bias["qkv"], 3)[at] * np.float32(times)
    for name, place in (("ao", "attention.output.dense"), ("fi", "intermediate.dense"), ("fo", "output.dense")):
        found[f"{place}.weight"], found[f"{place}.bias"] = matrix[name], bias[name]
    for name, place in (("an", "attention.output.LayerNorm"), ("on", "output.LayerNorm")):
        found[f"{place}.weight"], found[f"{place}.bias"] = weights[f"{number}.{name}"]
    return found


def words_of(weights, ids):
    """Return the word vectors of ``ids`` by the format's own definition, a block at a time."""
    table = np.zeros((len(ids), weights["positions"].shape[1]), dtype=np.float32)
    for at, raw in enumerate(weights["words"][ids]):
        size = 2 + BLOCK // 2
        for block in range(len(raw) // size):
            piece = raw[block * size : (block + 1) * size]
            scale = float(np.frombuffer(piece[:2].tobytes(), dtype="<f2")[0])
            values = [*(int(byte) & 15 for byte in piece[2:]), *(int(byte) >> 4 for byte in piece[2:])]
            first = block * BLOCK
            table[at, first : first + BLOCK] = [(value - 8) * scale for value in values]
    return table
