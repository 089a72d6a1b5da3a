import subprocess
import sys

import faiss
import numpy as np
import pytest

from assistant.retrieval.faiss_store import FaissStore
from assistant.retrieval.vectors import unit


def test_the_kind_of_index_grows_with_the_table():
    store = FaissStore()
    assert [store.kind(rows, 384).kind for rows in (1, store.exact, store.exact + 1)] == ["flat", "flat", "ivf"]
    assert store.kind(1_000_000, 384).factory == "IVF1024,PQ192x4fsr"


def test_vectors_of_an_odd_length_are_found_too(tmp_path):
    table = unit(np.random.default_rng(1).standard_normal((600, 15)))
    store = FaissStore(100)
    opened = store.open(tmp_path, "v", store.add(tmp_path, "v", {"whole": table}))["whole"]
    assert opened.nearest(table[3], 5)[0][0] == 3


def test_cosines_are_bit_for_bit_those_of_a_faiss_search(tmp_path):
    table = unit(np.random.default_rng(1).standard_normal((1_000, 384)))
    store = FaissStore()
    opened = store.open(tmp_path, "v", store.add(tmp_path, "v", {"whole": table}))["whole"]
    index = faiss.IndexFlatIP(384)
    index.add(table)
    found, order = index.search(table[5:6], 1_000)
    expected = np.empty(1_000)
    expected[order[0]] = found[0]
    assert np.array_equal(opened.cosines(table[5]), expected)


def test_vectors_stay_readable_after_their_version_is_removed(tmp_path):
    table = unit(np.random.default_rng(1).standard_normal((600, 16)))
    for store in (FaissStore(), FaissStore(100)):
        opened = store.open(tmp_path, "v", store.add(tmp_path, "v", {"whole": table}))["whole"]
        for path in (tmp_path / "dense").iterdir():
            path.unlink()
        assert opened.nearest(table[3], 1)[0].tolist() == [3]


def test_a_disk_that_is_full_is_an_error_of_the_system(tmp_path, monkeypatch):
    def full(index, path):
        raise RuntimeError("write error")

    monkeypatch.setattr(faiss, "write_index", full)
    with pytest.raises(OSError, match="write error"):
        FaissStore().add(tmp_path, "v", {"whole": unit(np.ones((2, 4)))})


def test_faiss_is_not_imported_until_vectors_are_opened():
    code = "import sys, assistant.wiring; sys.exit('faiss' in sys.modules or 'torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
