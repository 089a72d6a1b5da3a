"""What every vector back end must do: one suite, run on each."""

import numpy as np
import pytest

from assistant.retrieval import milvus_store
from assistant.retrieval.faiss_store import FaissStore
from assistant.retrieval.stores import vector_store
from assistant.retrieval.vectors import unit

NAMES = ("heading", "whole")


FILES = {"flat": 1_000, "ivf": 100}


@pytest.fixture(params=[*FILES, "milvus", "milvus-hnsw"])
def store(request, tmp_path, monkeypatch):
    if request.param in FILES:
        return FaissStore(FILES[request.param])
    pytest.importorskip("milvus_lite")
    if request.param == "milvus-hnsw":
        monkeypatch.setattr(milvus_store, "MOST", 100)
    return vector_store(f"milvus://{tmp_path / 'vectors.db'}", "essai")


@pytest.fixture
def tables():
    drawn = np.random.default_rng(3)
    subjects = drawn.standard_normal((30, 16)).repeat(20, axis=0)
    near = unit(subjects + 0.2 * drawn.standard_normal((600, 16)))
    return {"heading": unit(drawn.standard_normal((20, 16))), "whole": near}


@pytest.fixture
def opened(store, tables, tmp_path):
    return store.open(tmp_path, "0123456789ab", store.add(tmp_path, "0123456789ab", tables))


def test_every_vector_is_read_back_in_order(opened, tables):
    for name in NAMES:
        assert opened[name].size == len(tables[name])
        assert np.array_equal(opened[name].vectors(), tables[name])


def test_a_vector_is_nearest_to_itself(opened, tables):
    for row in range(0, 600, 50):
        rows, cosines = opened["whole"].nearest(tables["whole"][row], 5)
        assert rows[0] == row
        assert cosines[0] == pytest.approx(1, abs=1e-5)
        assert len(rows) == 5


def test_the_nearest_rows_come_best_first_with_their_exact_cosines(opened, tables):
    query = unit(np.random.default_rng(5).standard_normal((1, 16)))[0]
    rows, cosines = opened["whole"].nearest(query, 30)
    assert cosines == pytest.approx(tables["whole"][rows] @ query, abs=1e-5)
    assert (np.diff(cosines) <= 0).all()


def test_nearly_all_of_the_ten_nearest_are_found(opened, tables):
    queries = unit(tables["whole"][::15] + 0.05 * np.random.default_rng(6).standard_normal((40, 16)))
    found = 0
    for query in queries:
        rows, _ = opened["whole"].nearest(query, 10)
        found += len(set(rows.tolist()) & set(np.argsort(-(tables["whole"] @ query))[:10].tolist()))
    assert found >= 0.97 * 400


def test_cosines_of_given_rows_are_in_the_order_asked(opened, tables):
    query = tables["whole"][7]
    asked = np.array([599, 7, 0, 7], dtype=np.int64)
    assert opened["whole"].cosines(query, asked) == pytest.approx(tables["whole"][asked] @ query, abs=1e-5)
    assert opened["heading"].cosines(query) == pytest.approx(tables["heading"] @ query, abs=1e-5)
    assert len(opened["whole"].cosines(query, asked[:0])) == 0


def test_more_neighbours_than_rows_are_all_the_rows(opened, tables):
    rows, _ = opened["heading"].nearest(tables["heading"][0], 50)
    assert sorted(rows.tolist()) == list(range(20))


def test_a_version_is_held_once_it_is_whole(store, tables, tmp_path):
    told = store.add(tmp_path, "0123456789ab", tables)
    assert store.holds("0123456789ab", told)


def test_an_opened_version_is_not_disturbed_by_a_newer_one_published(store, tables, tmp_path):
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    told = store.add(tmp_path / "old", "0123456789ab", tables)
    store.publish("0123456789ab")
    opened = store.open(tmp_path / "old", "0123456789ab", told)
    store.add(tmp_path / "new", "ba9876543210", {name: table[::-1].copy() for name, table in tables.items()})
    store.publish("ba9876543210")
    assert opened["whole"].nearest(tables["whole"][3], 1)[0].tolist() == [3]
    assert np.array_equal(opened["heading"].vectors(), tables["heading"])


def test_a_question_of_no_meaning_scores_zero(opened):
    assert not opened["whole"].cosines(np.zeros(16, dtype=np.float32)).any()


def test_the_manifest_is_told_how_vectors_are_kept(store, tables, tmp_path):
    told = store.add(tmp_path, "0123456789ab", tables)
    assert {name: told[name]["rows"] for name in told} == {"heading": 20, "whole": 600}
    assert all(told[name]["kind"] for name in told)
