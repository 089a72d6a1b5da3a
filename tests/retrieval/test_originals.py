import os
import shutil
from datetime import date

import pytest

from assistant.errors import CorpusError
from assistant.ingestion.corpus import load_corpus
from assistant.retrieval.originals import CORPUS, copy_corpus, corpus_hashes
from assistant.retrieval.snapshot import build, open_snapshot


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_version_holds_the_documents_and_tables_it_was_built_from_byte_for_byte(tiny_corpus, index):
    (tiny_corpus / "facets.toml").write_text("# rien\r\n")
    (tiny_corpus / "questions").mkdir()
    (tiny_corpus / "questions" / "mots.toml").write_text("")
    expected = files(tiny_corpus)
    (tiny_corpus / "documents" / "brouillon.md").write_text("Non listé.")
    (tiny_corpus / "notes").mkdir()
    (tiny_corpus / "notes" / "a.toml").write_text("x = [")
    (tiny_corpus / ".a.toml").write_text("x = [")
    build(tiny_corpus, index, None)
    assert files(open_snapshot(index, None).corpus) == expected


def test_a_document_found_without_being_listed_keeps_the_date_of_its_file(tiny_corpus, index):
    (tiny_corpus / "corpus.toml").write_text('title = "Essai"\n')
    os.utime(tiny_corpus / "documents" / "fiche.md", (1_577_880_000, 1_577_880_000))
    build(tiny_corpus, index, None)
    kept = load_corpus(open_snapshot(index, None).corpus)
    assert kept.documents[1].document.date == date(2020, 1, 1)
    assert [e.document for e in kept.documents] == [e.document for e in load_corpus(tiny_corpus).documents]


def test_links_are_followed_and_the_files_they_lead_to_kept_under_the_name_of_the_link(tiny_corpus, index, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.move(tiny_corpus / "documents", elsewhere / "documents")
    (elsewhere / "mots.toml").write_text("")
    (elsewhere / "fiche-2.md").write_bytes((elsewhere / "documents" / "fiche.md").read_bytes())
    (tiny_corpus / "corpus.toml").write_text('title = "Essai"\n')
    (tiny_corpus / "documents").mkdir()
    (tiny_corpus / "documents" / "fiche.md").symlink_to(elsewhere / "fiche-2.md")
    (tiny_corpus / "facets.toml").symlink_to(elsewhere / "mots.toml")
    (tiny_corpus / "questions").symlink_to(elsewhere, target_is_directory=True)
    build(tiny_corpus, index, None)
    snapshot = open_snapshot(index, None)
    kept = files(snapshot.corpus)
    assert set(kept) == {"corpus.toml", "facets.toml", "questions/mots.toml", "documents/fiche.md"}
    assert not any(path.is_symlink() for path in snapshot.corpus.rglob("*"))
    assert snapshot.stale(tiny_corpus) == []
    (elsewhere / "mots.toml").write_text("# changé")
    assert snapshot.stale(tiny_corpus) == ["facets.toml", "questions/mots.toml"]


def test_a_path_that_a_copy_could_not_follow_is_refused(tiny_corpus, index):
    toml = tiny_corpus / "corpus.toml"
    absolute = (tiny_corpus / "documents" / "fiche.md").resolve().as_posix()
    toml.write_text(toml.read_text("utf-8").replace("documents/fiche.md", absolute), "utf-8")
    with pytest.raises(CorpusError, match=r"fiche\.md"):
        build(tiny_corpus, index, None)


@pytest.mark.parametrize("change", ["written", "removed", "added"])
def test_a_corpus_that_changes_while_it_is_read_is_not_published(tiny_corpus, tmp_path, change):
    corpus = load_corpus(tiny_corpus)
    hashes = corpus_hashes(tiny_corpus, corpus)
    if change == "written":
        (tiny_corpus / "documents" / "fiche.md").write_text("Autre chose.")
    if change == "removed":
        (tiny_corpus / "documents" / "fiche.md").unlink()
    if change == "added":
        (tiny_corpus / "facets.toml").write_text("")
    with pytest.raises(CorpusError, match=r"fiche\.md|facets\.toml") as caught:
        copy_corpus(tiny_corpus, corpus, tmp_path / "version", hashes)
    assert "\n" not in str(caught.value)


def test_a_change_during_the_build_leaves_the_previous_version_served(tiny_corpus, index, changed, sheet):
    _, second = changed
    sheet.write_text(sheet.read_text("utf-8") + "\nUn mot de plus.\n", "utf-8")

    def meddle(step, done, total):
        if step == "read":
            sheet.write_text("Tout autre chose.", "utf-8")

    with pytest.raises(CorpusError, match="pendant la construction"):
        build(tiny_corpus, index, None, progress=meddle)
    assert open_snapshot(index, None).version == second
    assert {p.name for p in index.iterdir() if p.is_dir()} == set(changed)
    assert (index / second / CORPUS / "documents" / "fiche.md").read_text("utf-8").endswith("admis de l'aide.\n")


def test_an_index_in_the_corpus_folder_is_no_part_of_the_corpus(tiny_corpus, sheet):
    index = tiny_corpus / "index"
    version = build(tiny_corpus, index, None)
    assert open_snapshot(index, None).stale(tiny_corpus) == []
    assert build(tiny_corpus, index, None) == version
    sheet.write_text(sheet.read_text("utf-8") + "\nUn mot de plus.\n", "utf-8")
    build(tiny_corpus, index, None)
    assert set(files(open_snapshot(index, None).corpus)) == {
        "corpus.toml",
        "documents/circulaire.md",
        "documents/fiche.md",
    }
