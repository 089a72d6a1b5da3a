import random

import numpy as np
import pytest

from assistant.retrieval.fusion import best_first, fuse, standardise


def test_standard_scores_have_mean_zero_and_deviation_one():
    values = standardise(np.array([1.0, 2.0, 7.0]))
    assert values.mean() == pytest.approx(0)
    assert values.std() == pytest.approx(1)


def test_a_ranking_of_equals_weighs_nothing():
    other = np.array([0.1, 0.9, 0.5])
    flat = np.array([0.3, 0.3 + 1e-8, 0.3])
    assert fuse([(1.0, other), (1.0, flat)]).tolist() == standardise(other).tolist()


def test_a_passage_that_both_searchers_place_second_can_beat_one_that_one_places_first():
    fused = fuse([(1.0, np.array([10.0, 9.0, 0.0])), (1.0, np.array([0.0, 9.0, 10.0]))])
    assert best_first(fused)[0] == 1


def test_the_scale_of_a_searcher_does_not_matter():
    seeded = np.random.default_rng(7)
    for _ in range(50):
        first, second = seeded.random(20), seeded.random(20)
        assert best_first(fuse([(1.0, first), (1.0, second)])) == best_first(
            fuse([(1.0, first * 1000 + 5), (1.0, second)])
        )


def test_a_ranking_that_weighs_more_decides():
    one, other = np.array([1.0, 0.0, 0.5]), np.array([0.0, 1.0, 0.5])
    assert best_first(fuse([(2.0, one), (1.0, other)]))[0] == 0
    assert best_first(fuse([(1.0, one), (2.0, other)]))[0] == 1


def test_ties_keep_the_order_of_the_documents():
    values = [random.Random(1).choice([0.0, 1.0]) for _ in range(30)]
    order = best_first(np.array(values))
    assert order == sorted(range(30), key=lambda at: (-values[at], at))


def test_nothing_to_rank_is_nothing():
    assert best_first(fuse([(1.0, np.array([])), (1.0, np.array([]))])) == []
