import random

import numpy as np
import pytest

from assistant.retrieval.fusion import GROUP, first_of, fuse, look_at_all, top


def standardise(scores):
    return look_at_all(scores, 0).standardised(scores)


def fused(*rankings):
    return fuse((weight, standardise(scores)) for weight, scores in rankings)


def best_first(scores):
    return first_of(scores, len(scores)).tolist()


def test_standard_scores_have_mean_zero_and_deviation_one():
    values = standardise(np.array([1.0, 2.0, 7.0]))
    assert values.mean() == pytest.approx(0)
    assert values.std() == pytest.approx(1)


def test_a_few_scores_are_standardised_as_among_all():
    scores = np.array([1.0, 2.0, 7.0, 5.0])
    look = look_at_all(scores, 2)
    assert look.best.tolist() == [2, 3]
    assert look.standardised(look.scores(look.best)).tolist() == standardise(scores)[[2, 3]].tolist()


def test_a_ranking_of_equals_weighs_nothing():
    other = np.array([0.1, 0.9, 0.5])
    flat = np.array([0.3, 0.3 + 1e-8, 0.3])
    assert fused((1.0, other), (1.0, flat)).tolist() == standardise(other).tolist()


def test_a_passage_that_both_searchers_place_second_can_beat_one_that_one_places_first():
    assert best_first(fused((1.0, np.array([10.0, 9.0, 0.0])), (1.0, np.array([0.0, 9.0, 10.0]))))[0] == 1


def test_the_scale_of_a_searcher_does_not_matter():
    seeded = np.random.default_rng(7)
    for _ in range(50):
        first, second = seeded.random(20), seeded.random(20)
        assert best_first(fused((1.0, first), (1.0, second))) == best_first(
            fused((1.0, first * 1000 + 5), (1.0, second))
        )


def test_a_ranking_that_weighs_more_decides():
    one, other = np.array([1.0, 0.0, 0.5]), np.array([0.0, 1.0, 0.5])
    assert best_first(fused((2.0, one), (1.0, other)))[0] == 0
    assert best_first(fused((1.0, one), (2.0, other)))[0] == 1


@pytest.mark.parametrize("k", [1, 7, 30, 40])
def test_ties_keep_the_order_of_the_documents(k):
    drawn = random.Random(1)
    values = [drawn.choice([0.0, 0.5, 1.0]) for _ in range(30)]
    order = first_of(np.array(values), k).tolist()
    assert order == sorted(range(30), key=lambda at: (-values[at], at))[:k]


def test_nothing_to_rank_is_nothing():
    assert best_first(fused((1.0, np.array([])), (1.0, np.array([])))) == []


@pytest.mark.parametrize("size", [0, 5, GROUP, 50 * GROUP + 3])
@pytest.mark.parametrize("k", [0, 1, 10, 45])
def test_the_highest_positive_scores_are_found_without_a_sort(size, k):
    scores = np.maximum(0, np.random.default_rng(size).standard_normal(size))
    found = top(scores, k)
    expected = np.sort(scores[scores > 0])[::-1][:k]
    assert sorted(scores[found], reverse=True) == expected.tolist()
    assert found.tolist() == sorted(found)
