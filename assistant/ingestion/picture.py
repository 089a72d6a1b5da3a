"""A page of a PDF as a picture, drawn by PDFium in a process of its own that can be killed.

What was deposited may be broken or hostile: the process has a budget of time, memory and
pixels, no secret in its environment, and its fall is nobody else's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from assistant.errors import UnreadableDocument

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
    command = [sys.executable, "-m", "assistant.ingestion.picture_worker", str(MEMORY), str(seconds)]
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    environment["OPENBLAS_NUM_THREADS"] = "1"  # a pool of threads would take the memory that the page may need
    try:
        done = subprocess.run(
            command,
            input=asked + b"\n" + data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(f"page {page}: drawing took over {seconds} s") from error
    if done.returncode == _NO_SUCH_PAGE:
        return None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else f"the process stopped (code {done.returncode})"
        raise UnreadableDocument(f"page {page}: {why}")
    return done.stdout
