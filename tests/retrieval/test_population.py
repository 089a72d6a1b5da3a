import numpy as np
import pytest

from assistant.retrieval import population
from assistant.retrieval.population import UNDER, Population
from assistant.retrieval.vectors import unit

DRAWN = np.random.default_rng(8)
TABLE = unit(DRAWN.standard_normal((50, 12)) + 1)
ROWS = DRAWN.integers(0, 50, 400)


def test_mean_and_deviation_are_those_of_every_passage(monkeypatch):
    monkeypatch.setattr(population, "AT_ONCE", 7)
    known = Population.of(TABLE, ROWS)
    for query in unit(DRAWN.standard_normal((20, 12))):
        cosines = (TABLE @ query)[ROWS].astype(np.float64)
        assert known.spread(query) == (pytest.approx(cosines.mean(), abs=1e-6), pytest.approx(cosines.std(), rel=1e-4))


def test_the_passages_that_have_a_text_are_found_in_order():
    known = Population.of(TABLE, ROWS)
    assert known.holders(np.array([3, 1])).tolist() == [*np.flatnonzero(ROWS == 3), *np.flatnonzero(ROWS == 1)]
    assert known.holders(np.zeros(0, dtype=np.int64)).tolist() == []


def test_a_text_over_very_many_passages_names_a_few():
    assert len(Population.of(TABLE, np.zeros(1_000, dtype=np.int64)).holders(np.array([0]))) == UNDER


def test_a_saved_population_is_the_same(tmp_path):
    known = Population.of(TABLE, ROWS)
    known.save(tmp_path, "whole")
    loaded = Population.load(tmp_path, "whole")
    assert loaded.spread(TABLE[0]) == known.spread(TABLE[0])
    assert np.array_equal(loaded.owners, known.owners)
