import numpy as np
import pytest

from assistant.retrieval import pruned
from assistant.retrieval.letters import Letters
from assistant.retrieval.pruned import PrunedLetters
from tests.retrieval.test_rankings import QUESTIONS, texts


@pytest.fixture
def passages():
    return [*texts(3_000)["whole"], "", "!"]


@pytest.mark.parametrize("query", QUESTIONS)
def test_a_candidate_scores_what_it_would_among_all(passages, query):
    every = np.arange(len(passages))
    look = PrunedLetters.build(passages).look(query, 20)
    assert look.scores(every) == pytest.approx(Letters.build(passages).scores(query), abs=1e-5)


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_spread_of_all_scores_is_estimated_within_a_few_hundredths(passages, query, monkeypatch):
    monkeypatch.setattr(pruned, "SAMPLE", 1_000)
    scores = Letters.build(passages).scores(query)
    look = PrunedLetters.build(passages).look(query, 20)
    assert look.mean == pytest.approx(scores.mean(), rel=0.05, abs=1e-6)
    assert look.deviation == pytest.approx(scores.std(), rel=0.1, abs=1e-6)


def test_a_rare_misspelt_word_still_finds_its_passage(passages):
    look = PrunedLetters.build([*passages, "Un raccordement à FranceConnect"]).look("franseconect", 5)
    assert len(passages) in look.best


def test_a_saved_index_says_the_same(tmp_path, passages):
    built = PrunedLetters.build(passages)
    built.save(tmp_path)
    loaded = PrunedLetters.load(tmp_path)
    for query in QUESTIONS:
        first, second = built.look(query, 30), loaded.look(query, 30)
        assert np.array_equal(first.best, second.best)
        assert (first.mean, first.deviation) == (second.mean, second.deviation)
        assert np.array_equal(first.scores(first.best), second.scores(first.best))


def test_passages_without_letters_can_be_indexed():
    look = PrunedLetters.build(["", "!"]).look("aide", 3)
    assert (look.best.tolist(), look.mean, look.deviation) == ([], 0, 0)
