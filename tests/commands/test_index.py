from pathlib import Path

from assistant.commands.index import Bars
from tests.conftest import with_a_facet


def test_the_index_is_built_and_counted(as_json):
    built = as_json("index")
    assert (built["documents"], built["pages"], built["encoder"]) == (2, 2, "none")
    assert built["passages"] >= 4
    assert built["silent_pages"] == []


def test_a_second_run_gives_the_same_version(as_json):
    assert as_json("index")["version"] == as_json("index")["version"]


def test_a_person_reads_the_version_and_the_counts(assistant, as_json):
    done = assistant("index")
    assert done.exit_code == 0
    assert as_json("index")["version"] in done.stdout
    assert "passages" in done.stdout
    assert done.stderr == ""


def test_tables_that_quote_what_no_document_says_are_refused_before_they_are_published(assistant, as_json, tiny_corpus):
    with_a_facet(tiny_corpus)
    before = as_json("index")["version"]
    circular = tiny_corpus / "documents" / "circulaire.md"
    circular.write_text(circular.read_text("utf-8").replace("80 %", "70 %"), "utf-8")
    done = assistant("index")
    assert done.exit_code == 2 and "'rate'" in done.stderr and "Traceback" not in done.stderr
    circular.write_text(circular.read_text("utf-8").replace("70 %", "80 %"), "utf-8")
    assert as_json("index")["version"] == before


def test_no_bar_is_drawn_when_nobody_looks(assistant):
    assert "█" not in assistant("index").output


def test_a_bar_fills_up_and_ends_its_line(capsys):
    bars = Bars()
    bars("encode", 1, 2)
    bars("encode", 2, 2)
    drawn = capsys.readouterr().err
    assert "1/2" in drawn
    assert drawn.endswith("█ 2/2\n")


def test_a_page_without_text_is_named(assistant, tiny_corpus, monkeypatch):
    broken = tiny_corpus / "documents" / "fiche.md"
    broken.write_text("Une page.\n\f***\n\fUne autre page.\n", "utf-8")
    silent = assistant("index")
    assert silent.exit_code == 0
    assert ("fiche, page 2" in silent.stderr) == (silent.stderr != "")


def test_a_missing_corpus_is_one_line(unusable, monkeypatch, tmp_path):
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "absent"))
    assert "absent" in unusable("index")


def test_a_broken_pdf_is_one_line_and_the_old_index_stays(unusable, as_json, tiny_corpus):
    version = as_json("index")["version"]
    pdf = tiny_corpus / "documents" / "faux.pdf"
    pdf.write_bytes(b"%PDF-1.4 broken")
    toml = tiny_corpus / "corpus.toml"
    toml.write_text(toml.read_text("utf-8").replace("documents/fiche.md", "documents/faux.pdf"), "utf-8")
    assert "faux.pdf" in unusable("index")
    assert as_json("search", "taux")["index_version"] == version


def test_an_unknown_encoder_is_one_line(unusable, monkeypatch):
    monkeypatch.setenv("ASSISTANT_ENCODER", "inconnu")
    assert "inconnu" in unusable("index")


def test_an_index_folder_that_is_a_file_is_one_line(unusable, monkeypatch, tmp_path):
    Path(tmp_path / "file").write_text("x")
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "file"))
    unusable("index")
