"""What compares two texts in numpy, against the same layers in torch."""

import numpy as np
import pytest
import torch

from assistant.retrieval.french import FOLDER
from assistant.retrieval.interaction import Interaction, Pieces
from scripts.reader.network import COMPARED, SIZE, Reader, encoder_weights

TOLERANCE = 1e-3


@pytest.fixture(scope="module")
def layers():
    """The comparing layers with random weights, none of them zero, in torch."""
    torch.manual_seed(0)
    reader = Reader(encoder_weights(FOLDER), depth=12)
    for weight in reader.parameters():
        weight.data = weight.data + 0.05 * torch.randn_like(weight)
    return reader.eval()


@pytest.fixture(scope="module")
def interaction(layers):
    arrays = {f"head.{name}": value.numpy() for name, value in layers.state_dict().items()}
    return Interaction({**arrays, "blocks": np.int64(len(layers.blocks))})


def drawn(interaction, seed, pieces):
    return interaction.pieces(np.random.default_rng(seed).normal(size=(pieces, SIZE)).astype(np.float32))


def in_torch(layers, question, passages):
    with torch.inference_mode():
        for passage in passages:
            sides = [
                (torch.tensor(side.vectors)[None], torch.ones(1, len(side.each), dtype=torch.bool), whole)
                for side, whole in ((question, torch.tensor(question.whole)), (passage, torch.tensor(passage.whole)))
            ]
            yield float(layers(*sides)[0])


def test_scores_are_those_of_the_layers_that_were_trained(layers, interaction):
    question, passages = drawn(interaction, 1, 9), [drawn(interaction, seed, 20 + seed) for seed in (2, 3, 4)]
    ours = interaction.settled(question, passages)
    assert ours == pytest.approx(list(in_torch(layers, question, passages)), abs=TOLERANCE)


def test_pieces_are_kept_as_bytes_near_the_vectors_that_were_computed(layers, interaction):
    states = np.random.default_rng(5).normal(size=(7, SIZE)).astype(np.float32)
    with torch.inference_mode():
        exact = layers.pieces(torch.tensor(states)).numpy()
    kept = interaction.pieces(states)
    assert kept.each.dtype == np.int8
    assert kept.each.shape == (7, COMPARED)
    assert np.abs(kept.vectors - exact).max() < 1 / 127


def test_a_passage_is_judged_alike_whatever_is_judged_beside_it(interaction):
    question, one, other = drawn(interaction, 6, 8), drawn(interaction, 7, 30), drawn(interaction, 8, 5)
    assert interaction.settled(question, [one, other])[0] == pytest.approx(interaction.settled(question, [one])[0])


def test_nothing_to_judge_gives_nothing(interaction):
    question = Pieces(np.ones((3, COMPARED), np.int8), np.ones(SIZE, np.float32))
    assert interaction.settled(question, []) == []
