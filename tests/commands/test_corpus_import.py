"""A FAQ becomes a corpus folder that the other commands take; what is there is never overwritten."""

import json

import pytest

from assistant.ingestion.corpus import load_corpus

ROWS = [
    {
        "id": "203",
        "title": "Qu'est-ce qu'un moteur « neutre » ?",
        "text": "Un moteur qui ne trace pas.\n\nVoir la liste.",
    },
    {"id": "é/..", "title": "Le vélo", "text": "Une aide existe pour le vélo."},
]


@pytest.fixture
def faq(tmp_path):
    path = tmp_path / "faq.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), "utf-8")
    return path


def test_a_faq_is_imported_indexed_and_searched(assistant, faq, tmp_path, monkeypatch):
    done = assistant("import", faq, tmp_path / "made", "--title", "Aide")
    assert done.exit_code == 0 and "2 entrées" in done.stdout
    corpus = load_corpus(tmp_path / "made")
    assert [entry.document.id for entry in corpus.documents] == ["203", "é/.."]
    assert {entry.document.origin for entry in corpus.documents} == {"faq"} and corpus.title == "Aide"
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "made"))
    assert assistant("index").exit_code == 0
    assert "Une aide existe pour le vélo" in assistant("search", "vélo").stdout


def test_a_folder_that_holds_something_is_left_alone(unusable, faq, tmp_path):
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "corpus.toml").write_text("title = 'x'", "utf-8")
    assert "made" in unusable("import", faq, tmp_path / "made")
    assert (tmp_path / "made" / "corpus.toml").read_text("utf-8") == "title = 'x'"


def test_an_unreadable_faq_leaves_nothing_behind(unusable, tmp_path):
    (tmp_path / "faq.jsonl").write_text("no", "utf-8")
    assert "faq.jsonl:1" in unusable("import", tmp_path / "faq.jsonl", tmp_path / "made")
    assert not (tmp_path / "made").exists()
