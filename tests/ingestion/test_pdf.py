import time

import pytest
from fpdf import FPDF

from assistant.errors import UnreadableDocument
from assistant.ingestion import ocr, pdf
from assistant.ingestion.pdf import read_pdf

from .conftest import PROSE

SECOND = ["La présente page est la deuxième, et le dossier est à déposer en mairie."]


def broken(lines):
    """The text of lines through a broken font map: each letter another letter."""
    return "".join(chr((ord(c) - 97 + 3) % 26 + 97) if "a" <= c <= "z" else c for c in " ".join(lines).lower())


def test_pages_are_read_in_order_with_their_numbers(make_pdf):
    pages, left_out = read_pdf(make_pdf(PROSE, SECOND), 60)
    assert [number for number, _ in pages] == [1, 2]
    assert "Le taux de" in pages[0][1]
    assert "deuxième" in pages[1][1]
    assert left_out == []


def test_a_picture_is_read_by_ocr(make_pdf, picture):
    pages, left_out = read_pdf(make_pdf([], picture=picture), 60)
    assert left_out == []
    assert "financement est attribué aux communes" in pages[0][1]


def test_a_text_layer_that_is_not_french_gives_way_to_what_is_seen(make_pdf, picture):
    pages, left_out = read_pdf(make_pdf([], picture=picture, under=broken(PROSE)), 60)
    assert left_out == []
    assert "financement est attribué aux communes" in pages[0][1]
    assert "ilqdqfhphqw" not in pages[0][1]


@pytest.mark.usefixtures("picture")
def test_a_list_of_names_keeps_its_text_layer(make_pdf):
    names = ["Rouen, Dieppe, Fécamp, Elbeuf, Yvetot, Bolbec, Barentin, Bihorel, Canteleu,"] * 4
    pages, left_out = read_pdf(make_pdf(names), 60)
    assert left_out == []
    assert pages[0][1].count("Fécamp") == 4


def test_a_blank_page_is_left_out_and_the_others_are_read(make_pdf):
    pages, left_out = read_pdf(make_pdf(PROSE, [], SECOND), 60)
    assert [number for number, _ in pages] == [1, 3]
    assert left_out == [2]


def test_without_ocr_an_unreadable_page_is_left_out(make_pdf, monkeypatch):
    monkeypatch.setattr(ocr.shutil, "which", lambda tool: None)
    pages, left_out = read_pdf(make_pdf(PROSE, [broken(PROSE)]), 60)
    assert [number for number, _ in pages] == [1]
    assert left_out == [2]


def test_a_text_renamed_pdf_is_refused(tmp_path):
    fake = tmp_path / "faux.pdf"
    fake.write_text("Ceci n'est pas un PDF.", "utf-8")
    with pytest.raises(UnreadableDocument, match=r"faux\.pdf"):
        read_pdf(fake, 60)


def test_a_cut_file_is_refused_in_one_line(tmp_path, make_pdf):
    half = tmp_path / "coupé.pdf"
    half.write_bytes(make_pdf(PROSE).read_bytes()[:200])
    with pytest.raises(UnreadableDocument) as refused:
        read_pdf(half, 60)
    assert "\n" not in str(refused.value)


def test_an_encrypted_file_is_refused(make_pdf):
    with pytest.raises(UnreadableDocument, match=r"secret\.pdf"):
        read_pdf(make_pdf(PROSE, name="secret.pdf", password="motdepasse"), 60)


def test_a_file_that_opens_without_a_password_is_read(tmp_path):
    document = FPDF()
    document.set_font("Helvetica", size=12)
    document.add_page()
    document.multi_cell(0, 6, " ".join(PROSE))
    document.set_encryption(owner_password="maître", user_password="")
    document.output(str(tmp_path / "protégé.pdf"))
    assert read_pdf(tmp_path / "protégé.pdf", 60)[1] == []


def test_too_many_pages_are_refused(make_pdf, monkeypatch):
    monkeypatch.setattr(pdf, "PAGES", 1)
    with pytest.raises(UnreadableDocument, match=r"texte\.pdf"):
        read_pdf(make_pdf(PROSE, SECOND), 60)


def test_a_reader_that_takes_too_long_is_killed(make_pdf, hanging):
    began = time.monotonic()
    with pytest.raises(UnreadableDocument, match="1 s"):
        read_pdf(make_pdf(PROSE), 1)
    assert time.monotonic() - began < 10
