"""Pages of PDFs drawn in a process that may be killed."""

import io
import time

import numpy as np
import pytest
from fpdf import FPDF
from PIL import Image
from pypdf import PdfWriter

from assistant.errors import UnreadableDocument
from assistant.ingestion import boxes, worker
from assistant.ingestion.boxes import Box, together
from assistant.ingestion.picture import draw_page
from assistant.ingestion.picture_worker import LONGEST
from assistant.ingestion.png import png_of

from .conftest import PROSE


def opened(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def blue(pixels):
    """Return the box of the frame's pixels: left, top, right, bottom as shares of the picture; None without one."""
    rows, columns = np.nonzero((pixels == np.array(boxes.LINE)).all(axis=2))
    height, width, _ = pixels.shape
    return len(rows) and (
        columns.min() / width,
        rows.min() / height,
        columns.max() / width,
        rows.max() / height,
    )


def test_a_page_is_drawn_with_its_quote_boxed_where_it_stands(make_pdf):
    data = make_pdf(PROSE, ["Autre page."]).read_bytes()
    plain, boxed = (opened(draw_page(data, 1, quote)) for quote in ("", "Le taux de\nl'aide est de 80 %"))
    assert max(plain.shape) == LONGEST
    assert not blue(plain)
    left, top, right, bottom = blue(boxed)
    assert 0.04 < left < 0.1 and 0.03 < top < 0.06 and 0.6 < right < 0.9 and 0.06 < bottom < 0.12
    assert not blue(opened(draw_page(data, 2, "Le taux de l'aide est de 80 %")))  # those words are on another page
    assert draw_page(data, 3) is None


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_the_box_turns_with_the_page(make_pdf, tmp_path, rotation):
    writer = PdfWriter(clone_from=make_pdf(PROSE))
    writer.pages[0].rotate(rotation)
    turned = io.BytesIO()
    writer.write(turned)
    pixels = opened(draw_page(turned.getvalue(), 1, "Le financement est attribué aux communes"))
    left, top, right, bottom = blue(pixels)
    assert {90: right - left < 0.1 and left > 0.9, 180: top > 0.9, 270: right - left < 0.1 and right < 0.1}[rotation]
    assert bottom > top


def test_a_huge_page_is_drawn_small_and_a_sliver_is_drawn():
    for size in ((5000, 5000), (0.5, 5000)):
        pdf = FPDF(format=size)
        pdf.add_page()
        assert max(opened(draw_page(bytes(pdf.output()), 1)).shape) <= LONGEST + 1


def test_what_cannot_be_drawn_is_refused_in_a_line(make_pdf):
    whole = make_pdf(PROSE).read_bytes()
    encrypted = make_pdf(PROSE, name="secret.pdf", password="motdepasse").read_bytes()
    for data in (b"", b"%PDF-1.7 rien", whole[:300], encrypted):
        with pytest.raises(UnreadableDocument) as refused:
            draw_page(data, 1)
        assert "\n" not in str(refused.value)


def test_a_document_that_hangs_is_killed_within_its_time(make_pdf, hanging):
    began = time.monotonic()
    with pytest.raises(UnreadableDocument, match="1 s"):
        draw_page(make_pdf(PROSE).read_bytes(), 1, seconds=1)
    assert time.monotonic() - began < 10


#: A form drawn twice by itself, which is drawn twice by itself…
ENDLESS = b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>> endobj
4 0 obj <</Length 5>> stream
/F Do
endstream endobj
5 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 11>> stream
/F Do /F Do
endstream endobj
trailer <</Size 6/Root 1 0 R>>
%%EOF"""


def test_a_page_that_is_drawn_for_ever_is_killed_within_its_time():
    began = time.monotonic()
    with pytest.raises(UnreadableDocument):
        draw_page(ENDLESS, 1, seconds=2)
    assert time.monotonic() - began < 10


def test_the_process_knows_no_secret(make_pdf, monkeypatch, tmp_path):
    told = tmp_path / "env"
    spy = tmp_path / "espion"
    spy.write_text(f"#!/bin/sh\nenv > {told}\n", "utf-8")
    spy.chmod(0o755)
    monkeypatch.setenv("ASSISTANT_SMTP", "smtp://compte:secret@machine")
    monkeypatch.setattr(worker.sys, "executable", str(spy))
    draw_page(make_pdf(PROSE).read_bytes(), 1)
    assert "secret" not in told.read_text()


def test_a_png_is_read_back_pixel_for_pixel():
    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 3), dtype=np.uint8)
    flat = np.full((3, 9, 3), 200, np.uint8)
    for one in (pixels, flat, np.arange(300, dtype=np.uint16).astype(np.uint8).reshape(10, 10, 3)):
        assert (opened(png_of(one)) == one).all()


def test_lines_under_each_other_share_a_box_and_columns_do_not():
    column = [Box(10, 100, 200, 120), Box(10, 125, 180, 145)]
    assert together([*column, Box(300, 100, 480, 120)]) == [Box(10, 100, 200, 145), Box(300, 100, 480, 120)]
