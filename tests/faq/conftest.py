from datetime import date

import pytest

from assistant.domain import PublishedEntry
from assistant.wiring import build
from tests.support.serving import built


@pytest.fixture
def make_entry():
    """Make a published entry; give what matters to the test."""

    def make(question="Quelle est la date limite de dépôt des dossiers ?", answer="Le 31 mars 2027 à minuit.", **more):
        known = {
            "id": 12,
            "version": 3,
            "phrasings": (),
            "validated_on": date(2026, 4, 14),
            "validated_by": "la préfecture",
        }
        return PublishedEntry(question=question, answer=answer, **{**known, **more})

    return make


@pytest.fixture
def tiny(tiny_corpus, tmp_path, monkeypatch):
    """The assistant of two short documents, without encoder or tables."""
    return build(built(monkeypatch, tiny_corpus, tmp_path / "index"))


@pytest.fixture(scope="session")
def real(real_settings):
    """The assistant of the project's own corpus, without encoder."""
    return build(real_settings)
