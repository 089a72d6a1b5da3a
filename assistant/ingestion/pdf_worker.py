"""The process that reads a PDF: ``python -m assistant.ingestion.pdf_worker FILE MEMORY SECONDS PAGES``.

Prints a JSON list of the pages' texts. Exits 1 with one line on standard error when the
file cannot be read.
"""

from __future__ import annotations

import json
import logging
import resource
import sys

from pypdf import PdfReader
from pypdf.errors import PyPdfError


def main(path: str, memory: int, seconds: int, most: int) -> int:
    """Print the texts of at most ``most`` pages, within the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    logging.disable(logging.CRITICAL)
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            print("the file is encrypted; save a copy without a password", file=sys.stderr)
            return 1
        if len(reader.pages) > most:
            print(f"over {most} pages; split it", file=sys.stderr)
            return 1
        texts = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        print(f"damaged PDF ({type(error).__name__})", file=sys.stderr)
        return 1
    except (MemoryError, RecursionError):
        print("over the memory limit", file=sys.stderr)
        return 1
    sys.stdout.write(json.dumps([text.encode("utf-8", "ignore").decode("utf-8") for text in texts]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *(int(value) for value in sys.argv[2:5])))
