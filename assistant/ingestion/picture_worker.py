"""The process that draws a page of a PDF: ``python -m assistant.ingestion.picture_worker MEMORY SECONDS``.

Reads a line of JSON (``page``, ``quote``, ``rank``) then the PDF on standard input; prints
a PNG. Exits 3 when there is no such page, 1 with one line on standard error when it
can't be drawn. PDFium is C++ that reads what anybody wrote: nothing else runs here.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.ingestion.boxes import Box, mark
from assistant.ingestion.png import png_of
from assistant.ingestion.spotting import spot

#: Pixels of the longer side (150 dots an inch for an A4), and the most that a small page is enlarged.
LONGEST, ENLARGED = 1754, 4.0
#: Characters of a page looked through for the quote.
CHARACTERS = 200_000
NO_SUCH_PAGE = 3


def main(memory: int, seconds: int) -> int:
    """Print the picture of a page, within the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    asked = json.loads(sys.stdin.buffer.readline())
    try:
        picture = drawn(sys.stdin.buffer.read(), asked["page"], asked["quote"], asked["rank"])
    except (pdfium.PdfiumError, ValueError, MemoryError) as error:
        print(f"not drawn ({type(error).__name__})", file=sys.stderr)
        return 1
    if picture is None:
        return NO_SUCH_PAGE
    sys.stdout.buffer.write(picture)
    return 0


def drawn(data: bytes, number: int, quote: str, rank: int) -> bytes | None:
    """Return the PNG of a page, the quote boxed if it is found there; None when there is no such page."""
    document = pdfium.PdfDocument(data)
    if number > len(document):
        return None
    page = document[number - 1]
    scale = min(LONGEST / max(*page.get_size(), 1.0), ENLARGED)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    pixels = bitmap.to_numpy()
    if quote:
        mark(pixels, lines(page, bitmap, quote, rank))
    return png_of(pixels)


def lines(page: Any, bitmap: Any, quote: str, rank: int) -> list[Box]:
    """Return where the lines of a quote are on the picture of its page; none when the page has no such text."""
    text = page.get_textpage()
    count = min(text.count_chars(), CHARACTERS)
    chars = [chr(min(pdfium_c.FPDFText_GetUnicode(text, at), sys.maxunicode)) for at in range(count)]
    onto = bitmap.get_posconv(page)
    found = []
    for stretch in spot(chars, quote, rank):
        for each in range(text.count_rects(stretch.start, len(stretch))):
            left, bottom, right, top = text.get_rect(each)
            corners = onto.to_bitmap(left, top), onto.to_bitmap(right, bottom)
            (left, right), (top, bottom) = (sorted(pair) for pair in zip(*corners, strict=True))
            found.append(Box(left, top, right, bottom))
    return found


if __name__ == "__main__":
    sys.exit(main(*(int(value) for value in sys.argv[1:3])))
