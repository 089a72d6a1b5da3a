"""What only a server of vectors does: one published version for all, and errors of the network."""

import subprocess
import sys

import numpy as np
import pytest

from assistant.errors import ConfigurationError, RetrievalError
from assistant.retrieval.faiss_store import FaissStore
from assistant.retrieval.milvus_store import MilvusStore
from assistant.retrieval.snapshot import build, open_snapshot
from assistant.retrieval.stores import vector_store
from assistant.retrieval.vectors import unit

TABLES = {"whole": unit(np.random.default_rng(3).standard_normal((30, 8)))}
FIRST, SECOND = "0123456789ab", "ba9876543210"


@pytest.fixture
def store(tmp_path):
    pytest.importorskip("milvus_lite")
    return vector_store(f"milvus://{tmp_path / 'vectors.db'}", "essai")


def test_the_alias_leads_to_the_version_published_last(store):
    for version in (FIRST, SECOND, FIRST):
        store.add(None, version, TABLES)
        store.publish(version)
        assert store.published() == version


def test_schemes_of_one_server_publish_apart(store, tmp_path):
    other = vector_store(f"milvus://{tmp_path / 'vectors.db'}", "autre dispositif")
    store.add(None, FIRST, TABLES)
    other.add(None, SECOND, TABLES)
    store.publish(FIRST)
    other.publish(SECOND)
    assert (store.published(), other.published()) == (FIRST, SECOND)


def test_a_version_that_a_killed_build_left_short_is_filled_again(store):
    told = store.add(None, FIRST, {"whole": TABLES["whole"][:10]})
    assert not store.holds(FIRST, {"whole": {**told["whole"], "rows": 30}})
    store.add(None, FIRST, TABLES)
    assert store.open(None, FIRST, {"whole": {**told["whole"], "rows": 30}})["whole"].vectors().shape == (30, 8)


def test_a_version_that_is_not_there_is_one_line_that_names_it(store):
    with pytest.raises(RetrievalError, match=FIRST) as caught:
        store.open(None, FIRST, {"whole": {"rows": 30, "number": 0, "kind": "flat"}})
    assert "\n" not in str(caught.value)


def test_a_server_that_does_not_answer_is_one_line_that_names_it():
    pytest.importorskip("pymilvus")
    with pytest.raises(RetrievalError, match=r"127\.0\.0\.1:9") as caught:
        vector_store("milvus://127.0.0.1:9/essai", "essai").holds(FIRST, {})
    assert "\n" not in str(caught.value)


def test_without_pymilvus_the_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(RetrievalError, match=r"assistant\[milvus\]"):
        vector_store("milvus://127.0.0.1:9/essai", "essai").holds(FIRST, {})


@pytest.mark.parametrize(
    "address", ["", "redis://x", "milvus://", "milvus:///dossier", "milvus://h:x", "milvus://h/a-b"]
)
def test_an_address_that_is_not_one_is_refused(address):
    with pytest.raises(ConfigurationError):
        vector_store(address, "essai")


def test_an_address_names_server_account_and_collections():
    assert isinstance(vector_store("faiss", "essai"), FaissStore)
    store = vector_store("milvus+tls://moi:secret@milvus.exemple.fr:443/mairies", "aide-2021")
    assert isinstance(store, MilvusStore)
    assert (store._address, store._token) == ("https://milvus.exemple.fr:443", "moi:secret")
    assert (store._prefix, store._alias) == ("mairies", "mairies_aide_2021")
    assert vector_store("milvus://h", "essai")._address == "http://h:19530"


def test_both_back_ends_find_the_same_passages(store, tiny_corpus, tmp_path, make_encoder):
    encoder, index = make_encoder(), tmp_path / "index"
    assert build(tiny_corpus, tmp_path / "files", encoder) != build(tiny_corpus, index, encoder, store=store)
    assert not list(index.rglob("*.faiss"))
    here, there = open_snapshot(tmp_path / "files", encoder), open_snapshot(index, encoder, store)
    for query in ("quel est le taux de l’aide ?", "le dossier", "zzzz"):
        mine, theirs = here.search(query, 5), there.search(query, 5)
        assert [hit.passage.id for hit in mine] == [hit.passage.id for hit in theirs]
        assert [hit.ranks for hit in mine] == [hit.ranks for hit in theirs]


def test_an_index_built_on_the_other_back_end_is_refused(store, tiny_corpus, tmp_path, make_encoder):
    build(tiny_corpus, tmp_path / "files", make_encoder())
    with pytest.raises(RetrievalError, match="faiss"):
        open_snapshot(tmp_path / "files", make_encoder(), store)


def test_only_new_words_are_encoded_and_old_versions_go(store, tiny_corpus, tmp_path, make_encoder):
    built = []
    for number in range(3):
        encoder = make_encoder()
        built.append(build(tiny_corpus, tmp_path / "index", encoder, store=store, keep=2))
        assert number == 0 or len(encoder.encoded) == 1
        with (tiny_corpus / "documents" / "fiche.md").open("a", encoding="utf-8") as stream:
            stream.write(f"\nLe guichet {number} reste ouvert.\n")
    assert store.published() == built[-1]
    with store._client() as client:
        assert sorted(client.list_collections()) == sorted(f"assistant_{version}" for version in built[-2:])


def test_vectors_lost_by_the_server_are_sent_again(store, tiny_corpus, tmp_path, make_encoder):
    version = build(tiny_corpus, tmp_path / "index", make_encoder(), store=store)
    store.drop([version])
    with pytest.raises(RetrievalError, match=version):
        open_snapshot(tmp_path / "index", make_encoder(), store)
    assert build(tiny_corpus, tmp_path / "index", make_encoder(), store=store) == version
    assert open_snapshot(tmp_path / "index", make_encoder(), store).search("le dossier", 1)


def test_without_encoder_the_server_is_not_asked(tiny_corpus, tmp_path):
    nowhere = vector_store("milvus://127.0.0.1:9/essai", "essai")
    build(tiny_corpus, tmp_path / "index", None, store=nowhere)
    assert open_snapshot(tmp_path / "index", None, nowhere).search("le dossier", 1)


def test_pymilvus_is_not_imported_unless_it_is_chosen():
    code = "import sys, assistant.wiring; sys.exit('pymilvus' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
