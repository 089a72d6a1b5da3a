"""The numpy encoder against sentence-transformers: the same weights give the same vectors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.retrieval import bert as numpy_bert
from assistant.retrieval.french import FOLDER
from assistant.retrieval.unigram import Unigram
from tests.support.torch_bert import reference

#: The encoder's speed is worth no more than this in any coordinate.
TOLERANCE = 1e-4
TEXTS = [
    "query: quel taux de financement ?",
    "query: ki contacter a la pref svp",
    "passage: Les dépenses de personnel et les achats d'équipements informatiques pour les agents sont exclus.",
    "query: " + "une commune de 320 habitants peut-elle déposer un dossier avec sa voisine ? " * 4,
]


@pytest.fixture(scope="module")
def weights():
    with np.load(FOLDER / "weights.npz", allow_pickle=False) as found:
        return dict(found)


@pytest.fixture(scope="module")
def rows():
    unigram = Unigram(json.loads(Path(FOLDER / "tokenizer.json").read_text("utf-8")))
    return [unigram.ids(text, 128) for text in TEXTS]


def test_vectors_are_those_of_sentence_transformers(weights, rows):
    vocabulary = sorted({token for row in rows for token in row})
    model = reference(weights, vocabulary)
    for row in rows:
        ids = torch.tensor([[vocabulary.index(token) for token in row]])
        with torch.inference_mode():
            theirs = model.forward({"input_ids": ids, "attention_mask": torch.ones_like(ids)})["sentence_embedding"]
        ours = numpy_bert.Bert(weights).vectors([row])
        assert np.abs(theirs.numpy() - ours).max() < TOLERANCE
