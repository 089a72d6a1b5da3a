"""Real files, made in the test's own folder: PDFs by fpdf2, pictures of pages by pdftoppm."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import TextMode

from assistant.domain import Page, Passage
from assistant.ingestion import worker
from assistant.ingestion.ocr import available

Maker = Callable[..., Path]
PROSE = [
    "Le financement est attribué aux communes et aux établissements publics",
    "qui déposent un dossier complet auprès de la préfecture. Le taux de",
    "l'aide est de 80 % du coût du projet, dans la limite des crédits.",
]


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every process of a file hang, whatever it is asked."""
    slow = tmp_path / "lent"
    slow.write_text("#!/bin/sh\nexec sleep 30\n", "utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(worker.sys, "executable", str(slow))


@pytest.fixture
def make_pdf(tmp_path: Path) -> Maker:
    """Write a PDF of one page a list of lines; ``under`` is a text that is read but not seen."""

    def make(
        *pages: Sequence[str],
        name: str = "texte.pdf",
        password: str = "",
        picture: Path | None = None,
        under: str = "",
    ) -> Path:
        pdf = FPDF()
        pdf.set_auto_page_break(False)
        pdf.set_font("Helvetica", size=12)
        for lines in pages:
            pdf.add_page()
            if picture:
                pdf.image(str(picture), x=0, y=0, w=pdf.w, h=pdf.h)
            for line in lines:
                pdf.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
            if under:
                pdf.text_mode = TextMode.INVISIBLE
                pdf.multi_cell(0, 6, under)
                pdf.text_mode = TextMode.FILL
        if password:
            pdf.set_encryption(owner_password="maître", user_password=password)
        path = tmp_path / name
        pdf.output(str(path))
        return path

    return make


@pytest.fixture
def picture(make_pdf: Maker, tmp_path: Path) -> Path:
    """The picture of a page of French prose."""
    if not available():
        pytest.skip("tesseract or pdftoppm is not installed: nothing can read a picture")
    drawn = make_pdf(PROSE, name="dessin.pdf")
    subprocess.run(["pdftoppm", "-r", "150", "-singlefile", "-png", drawn, tmp_path / "dessin"], check=True)
    return tmp_path / "dessin.png"


@pytest.fixture
def quotes_hold() -> Callable[[Sequence[Page], Sequence[Passage]], None]:
    """The check that every sentence of every passage stands in its pages."""
    return assert_quotes_are_in_their_pages


def assert_quotes_are_in_their_pages(pages: Sequence[Page], passages: Sequence[Passage]) -> None:
    """Fail unless every sentence of every passage stands, letter for letter, where its spans say."""
    texts = {page.number: page.text for page in pages}
    assert passages
    for passage in passages:
        assert passage.sentences, passage.id
        for start, end in passage.sentences:
            spans = passage.locate(start, end)
            found = "".join(texts[span.page][span.start : span.end] for span in spans)
            assert letters(found) == letters(passage.text[start:end]), passage.id


def letters(text: str) -> str:
    """Return what a reader reads of a text: its letters and figures, ligatures spelt."""
    spelt = text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi").replace("ﬄ", "ffl")
    return "".join(c for c in spelt if c.isalnum())
