import shutil

import pytest

from assistant.retrieval.snapshot import build


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def sheet(tiny_corpus):
    """The second document of the tiny corpus."""
    return tiny_corpus / "documents" / "fiche.md"


@pytest.fixture
def changed(tiny_corpus, index, sheet):
    """An index of the tiny corpus built without encoder, then again once its sheet was changed: the two versions."""
    first = build(tiny_corpus, index, None)
    sheet.write_text(sheet.read_text("utf-8").replace("exclu", "admis"), "utf-8")
    return first, build(tiny_corpus, index, None)


@pytest.fixture
def forget(index):
    """Remove a version as if it were one too many."""
    return lambda version: shutil.rmtree(index / version)
