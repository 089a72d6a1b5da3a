import docx
import pytest

from assistant.errors import NoTextLayer, UnreadableDocument
from assistant.ingestion import ocr
from assistant.ingestion.read import read_document, read_pages

from .conftest import PROSE


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "Le **taux** est de 80 %."),
        ("a.txt", "Le taux est de 80 %."),
        ("a.html", "<p>Le taux est de <b>80 %</b>.</p>"),
        ("A.HTM", "<p>Le taux est de 80 %.</p>"),
        ("bom.txt", "\ufeffLe taux est de 80 %."),
    ],
)
def test_a_text_is_read_by_its_suffix(tmp_path, name, content):
    (page,) = read_pages(write(tmp_path, name, content), "doc")
    assert (page.document_id, page.number, page.text) == ("doc", 1, "Le taux est de 80 %.")


def test_a_docx_is_read(tmp_path):
    document = docx.Document()
    document.add_paragraph("Le taux est de 80 %.")
    document.save(str(tmp_path / "a.docx"))
    assert read_pages(tmp_path / "a.docx", "doc")[0].text == "Le taux est de 80 %."


def test_a_pdf_is_read_page_by_page(make_pdf):
    assert [page.number for page in read_pages(make_pdf(PROSE, PROSE), "doc")] == [1, 2]


def test_pages_left_out_are_named_and_the_others_are_read(make_pdf):
    reading = read_document(make_pdf(PROSE, [], PROSE), "doc")
    assert reading.left_out == (2,)
    assert [page.number for page in reading.pages] == [1, 3]


def test_a_form_feed_and_page_starts_begin_pages(tmp_path):
    path = write(tmp_path, "a.txt", "Première.\fDeuxième. Troisième page.")
    pages = read_pages(path, "doc", page_starts=["Troisième"])
    assert [page.text for page in pages] == ["Première.", "Deuxième.", "Troisième page."]
    assert [page.number for page in pages] == [1, 2, 3]


def test_a_page_start_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="Introuvable"):
        read_pages(write(tmp_path, "a.txt", "Un texte."), "doc", page_starts=["Introuvable"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("latin.txt", "été".encode("latin-1")),
        ("nul.txt", b"du texte\x00binaire"),
        ("a.odt", b"PK"),
        ("sans", b"texte"),
        ("faux.pdf", b"Ceci est un texte."),
        ("faux.docx", b"Ceci est un texte."),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_by_name(tmp_path, name, content):
    with pytest.raises(UnreadableDocument, match=name):
        read_pages(write(tmp_path, name, content), "doc")


@pytest.mark.parametrize("content", ["", " \n "])
def test_a_text_that_holds_nothing_is_refused(tmp_path, content):
    with pytest.raises(NoTextLayer, match="vide"):
        read_pages(write(tmp_path, "vide.txt", content), "doc")


def test_a_pdf_of_pictures_without_ocr_is_refused(make_pdf, monkeypatch):
    monkeypatch.setattr(ocr.shutil, "which", lambda tool: None)
    with pytest.raises(NoTextLayer, match=r"texte\.pdf"):
        read_pages(make_pdf([], []), "doc")


def test_an_absent_file_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="absent"):
        read_pages(tmp_path / "absent.txt", "doc")
    with pytest.raises(UnreadableDocument, match="absent"):
        read_pages(tmp_path / "absent.pdf", "doc")
