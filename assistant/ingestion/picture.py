"""A page of a PDF as a picture, drawn by PDFium in a process of its own that can be killed.

What was deposited may be broken or hostile: the process has a budget of time, memory and
pixels, no secret in its environment, and its fall is nobody else's.
"""

from __future__ import annotations

import json
import os

from assistant.errors import UnreadableDocument
from assistant.ingestion.worker import run_worker, why_it_failed

#: Limits of the drawing process: bytes of memory, seconds, bytes of a document, characters of a quote.
MEMORY, SECONDS, LARGEST, QUOTE = 1 << 30, 10, 64 << 20, 20_000
#: Raised when pictures are drawn otherwise: those kept are then drawn again.
REVISION = 1
#: The exit code of a page that the document does not have.
_NO_SUCH_PAGE = 3
#: What the process is told of this one's environment, where secrets are.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "TZ")


def draw_page(data: bytes, page: int, quote: str = "", rank: int = 0, *, seconds: int = SECONDS) -> bytes | None:
    """Return the PNG of a page of a PDF, the ``quote`` boxed if it is found; None when there is no such page.

    ``rank`` says which, of a quote that the page holds several times. Raises
    UnreadableDocument for what can't be drawn within the limits.
    """
    if len(data) > LARGEST:
        raise UnreadableDocument(f"page {page}: over {LARGEST} bytes")
    asked = json.dumps({"page": page, "quote": quote[:QUOTE], "rank": rank}).encode()
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    environment["OPENBLAS_NUM_THREADS"] = "1"  # a pool of threads would take the memory that the page may need
    worker, late = "assistant.ingestion.picture_worker", f"page {page}: drawing took over {seconds} s"
    sent = asked + b"\n" + data
    done = run_worker(worker, (MEMORY, seconds), seconds, late, sent=sent, environment=environment)
    if done.returncode == _NO_SUCH_PAGE:
        return None
    if done.returncode:
        raise UnreadableDocument(f"page {page}: {why_it_failed(done, 'the process')}")
    return done.stdout
