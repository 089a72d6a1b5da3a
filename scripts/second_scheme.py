"""Measure the second scheme, documents only and with its tables, on its own reference questions.

``ordinary.jsonl`` was written blind, by somebody who saw the document only, without the oblique turns of the others.

The scheme is a real 40-page call for interest that is read where it lies (``PDF``) and not
shipped; its tables are in ``schemes/histologe/``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from assistant.evaluation.cases import load_cases
from assistant.evaluation.report import totals
from assistant.evaluation.run import run
from assistant.retrieval.embedder import load_embedder
from assistant.settings import Settings
from assistant.wiring import build, build_index

SCHEME = Path("schemes/histologe")
PDF = Path("../shared/pdfs/AMI_Histologe_112020.pdf")


def corpus(folder: Path, *, tables: bool) -> Path:
    """Make a corpus folder of the PDF, with the scheme's tables or without."""
    (folder / "documents").mkdir(parents=True)
    shutil.copy(PDF, folder / "documents")
    shutil.copy(SCHEME / "corpus.toml", folder)
    if tables:
        shutil.copy(SCHEME / "facets.toml", folder)
        shutil.copytree(SCHEME / "questions", folder / "questions")
    return folder


def measure(folder: Path) -> None:
    """Index a corpus folder and print what came of each split."""
    settings = Settings(corpus=folder, index=folder / "index")
    build_index(settings, load_embedder(settings.encoder))
    assistant = build(settings)
    for name, split in (("reference", "dev"), ("reference", "test"), ("ordinary", "test")):
        done = run(assistant.ask, load_cases(SCHEME / f"{name}.jsonl", split), pages=assistant.snapshot.pages)
        answerable, others = totals(done)
        loose = answerable.unverifiable + others.unverifiable
        print(
            f"  {name} {split:>4}: right {answerable.rate:6.1%} of {answerable.total}, "
            f"handed over {others.rate:6.1%} of {others.total}, unverifiable {loose}"
        )


def main() -> int:
    """Measure both forms of the scheme."""
    if not PDF.is_file():
        print(f"{PDF}: not here; the second scheme is measured from this file", file=sys.stderr)
        return 2
    for tables in (False, True):
        print("with its tables" if tables else "documents only")
        with tempfile.TemporaryDirectory() as folder:
            measure(corpus(Path(folder) / "scheme", tables=tables))
    return 0


if __name__ == "__main__":
    sys.exit(main())
