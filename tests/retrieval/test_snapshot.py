import shutil

import pytest

from assistant.errors import CorpusError, IndexDamaged, IndexMissing, RetrievalError, VersionUnknown
from assistant.retrieval.history import NAME
from assistant.retrieval.snapshot import build, open_snapshot


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


def test_the_passage_that_answers_comes_first_with_the_rank_of_each_searcher(tiny_corpus, index, make_encoder):
    encoder = make_encoder()
    build(tiny_corpus, index, encoder)
    hits = open_snapshot(index, encoder).search("quel est le taux de l’aide ?", 3)
    assert "80 %" in hits[0].passage.text
    assert hits[0].ranks["lexical"] == 1
    assert {"lexical", "dense"} <= hits[0].ranks.keys()
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_everything_that_was_indexed_is_read_back(tiny_corpus, index):
    version = build(tiny_corpus, index, None)
    snapshot = open_snapshot(index, None)
    assert snapshot.version == version
    assert list(snapshot.documents) == ["circulaire", "fiche"]
    assert snapshot.documents["fiche"].stands_in_for == "Cahier des charges"
    assert snapshot.documents["circulaire"].date.isoformat() == "2021-04-14"
    for passage in snapshot.passages:
        for run in passage.runs:
            page = snapshot.pages[passage.document_id, run.page].text
            assert page[run.start : run.start + run.length] == passage.text[run.at : run.at + run.length]
        for start, end in passage.sentences:
            assert passage.text[start:end].strip()


@pytest.mark.parametrize("query", ["", "   ", "zzzz"])
def test_a_question_like_nothing_finds_nothing_without_encoder(tiny_corpus, index, query):
    build(tiny_corpus, index, None)
    assert open_snapshot(index, None).search(query, 5) == []


def test_no_more_than_k_passages_are_found(tiny_corpus, index):
    build(tiny_corpus, index, None)
    snapshot = open_snapshot(index, None)
    assert len(snapshot.search("aide", 2)) == 2
    assert snapshot.search("aide", 0) == []


def test_without_encoder_there_is_no_dense_rank(tiny_corpus, index, make_encoder):
    build(tiny_corpus, index, make_encoder())
    hits = open_snapshot(index, None).search("le dossier", 2)
    assert all("dense" not in hit.ranks for hit in hits)
    assert "dossier" in hits[0].passage.text


def test_another_encoder_than_the_index_has_is_refused(tiny_corpus, index, make_encoder):
    build(tiny_corpus, index, make_encoder("first"))
    with pytest.raises(RetrievalError, match="first"):
        open_snapshot(index, make_encoder("second"))


def test_a_folder_without_index_is_missing(tmp_path):
    with pytest.raises(IndexMissing):
        open_snapshot(tmp_path / "nothing", None)


def flipped_files(index):
    return [path for path in sorted(index.rglob("*")) if path.is_file() and path.name not in (".lock", NAME)]


def test_one_flipped_bit_in_any_file_is_detected(tiny_corpus, index, make_encoder):
    encoder = make_encoder()
    build(tiny_corpus, index, encoder)
    files = flipped_files(index)
    assert len(files) > 10
    for path in files:
        sound = path.read_bytes()
        for at in {0, len(sound) // 2, len(sound) - 1}:
            damaged = bytearray(sound)
            damaged[at] ^= 1
            path.write_bytes(damaged)
            with pytest.raises(IndexDamaged) as caught:
                open_snapshot(index, encoder)
            assert "\n" not in str(caught.value)
        path.write_bytes(sound)
    open_snapshot(index, encoder)


def test_a_file_removed_cut_or_added_is_detected(tiny_corpus, index):
    version = build(tiny_corpus, index, None)
    for path in flipped_files(index / version):
        sound = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexDamaged):
            open_snapshot(index, None)
        path.write_bytes(sound[:-1])
        with pytest.raises(IndexDamaged):
            open_snapshot(index, None)
        path.write_bytes(sound)
    (index / version / "extra.json").write_text("{}")
    with pytest.raises(IndexDamaged):
        open_snapshot(index, None)


def test_a_version_that_was_removed_is_damage(tiny_corpus, index):
    shutil.rmtree(index / build(tiny_corpus, index, None))
    with pytest.raises(IndexDamaged):
        open_snapshot(index, None)


def test_nothing_is_stale_after_a_build(tiny_corpus, index):
    build(tiny_corpus, index, None)
    assert open_snapshot(index, None).stale(tiny_corpus) == []


def test_a_changed_document_and_a_changed_table_are_stale(tiny_corpus, index):
    build(tiny_corpus, index, None)
    snapshot = open_snapshot(index, None)
    with (tiny_corpus / "documents" / "fiche.md").open("a", encoding="utf-8") as stream:
        stream.write("\nUn mot de plus.\n")
    (tiny_corpus / "facets.toml").write_text("")
    assert snapshot.stale(tiny_corpus) == ["facets.toml", "fiche"]


def test_a_removed_document_is_stale_even_if_the_corpus_is_then_unusable(tiny_corpus, index):
    build(tiny_corpus, index, None)
    snapshot = open_snapshot(index, None)
    (tiny_corpus / "documents" / "circulaire.md").unlink()
    assert "circulaire" in snapshot.stale(tiny_corpus)


def test_an_empty_corpus_is_refused(tiny_corpus, index):
    for path in (tiny_corpus / "documents").iterdir():
        path.write_text("\n")
    with pytest.raises(CorpusError):
        build(tiny_corpus, index, None)
    with pytest.raises(IndexMissing):
        open_snapshot(index, None)


def test_no_file_of_the_index_is_a_pickle(tiny_corpus, index, make_encoder):
    build(tiny_corpus, index, make_encoder())
    suffixes = {path.suffix for path in flipped_files(index)}
    assert suffixes == {"", ".json", ".jsonl", ".npy", ".faiss", ".md", ".toml"}


def test_an_earlier_version_is_opened_as_it_was(tiny_corpus, index):
    first = build(tiny_corpus, index, None)
    before = open_snapshot(index, None)
    sheet = tiny_corpus / "documents" / "fiche.md"
    sheet.write_text(sheet.read_text("utf-8").replace("exclu", "admis"), "utf-8")
    second = build(tiny_corpus, index, None)
    assert open_snapshot(index, None).version == second
    then = open_snapshot(index, None, version=first)
    assert (then.version, then.passages, then.pages) == (first, before.passages, before.pages)
    assert "exclu" in then.search("matériel", 1)[0].passage.text


@pytest.mark.parametrize("version", ["0123456789ab", "", "../corpus", "CURRENT"])
def test_a_version_that_was_never_published_is_unknown(tiny_corpus, index, version):
    build(tiny_corpus, index, None)
    with pytest.raises(VersionUnknown):
        open_snapshot(index, None, version=version)
