import pytest

from assistant.ingestion import ocr
from assistant.ingestion.ocr import read_by_eye


def test_the_asked_pages_are_read(make_pdf, picture):
    found = read_by_eye(make_pdf([], [], picture=picture), [2])
    assert list(found) == [2]
    assert "Le taux de" in found[2]


@pytest.mark.usefixtures("picture")
def test_a_blank_page_is_absent(make_pdf):
    assert read_by_eye(make_pdf([]), [1]) == {}


@pytest.mark.usefixtures("picture")
def test_what_is_not_a_pdf_gives_nothing(tmp_path):
    path = tmp_path / "faux.pdf"
    path.write_text("rien", "utf-8")
    assert read_by_eye(path, [1]) == {}


def test_without_the_tools_nothing_is_read(make_pdf, picture, monkeypatch):
    monkeypatch.setattr(ocr.shutil, "which", lambda tool: None)
    assert read_by_eye(make_pdf([], picture=picture), [1]) == {}


def test_when_time_is_over_nothing_more_is_read(make_pdf, picture):
    assert read_by_eye(make_pdf([], picture=picture), [1], seconds=0) == {}


def test_no_more_pages_than_the_limit_are_read(make_pdf, picture, monkeypatch):
    monkeypatch.setattr(ocr, "PAGES", 1)
    assert list(read_by_eye(make_pdf([], [], picture=picture), [1, 2])) == [1]
