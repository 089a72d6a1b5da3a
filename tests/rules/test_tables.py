from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.rules.tables import load_tables


def test_a_corpus_without_tables_has_empty_ones(tmp_path):
    assert load_tables(tmp_path).facets == ()


def test_phrasings_for_an_unknown_facet_are_refused(tmp_path):
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "a.toml").write_text('taux = ["quel taux"]')
    with pytest.raises(CorpusError, match="taux"):
        load_tables(tmp_path)


def test_a_broken_table_is_named(tmp_path):
    (tmp_path / "facets.toml").write_text("[[facet")
    with pytest.raises(CorpusError, match=r"facets\.toml"):
        load_tables(tmp_path)


def test_every_facet_has_at_least_ten_phrasings():
    assert all(len(facet.phrasings) >= 10 for facet in load_tables(Path("corpus")).facets)
