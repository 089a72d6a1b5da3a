import numpy as np
import pytest

from assistant.retrieval.lexical import Lexical

TEXTS = ["Le taux de l'aide est de 80 %.", "Le dossier est déposé en préfecture.", "", "Les élus se forment."]


def test_the_text_that_shares_terms_comes_first():
    scores = Lexical.build(TEXTS).scores("quel taux d’aides ?")
    assert scores.argmax() == 0
    assert scores[1:].tolist() == [0, 0, 0]


@pytest.mark.parametrize("query", ["", "zzz inconnu", "est-ce que", "∅"])
def test_a_question_without_known_terms_scores_zero(query):
    assert Lexical.build(TEXTS).scores(query).tolist() == [0, 0, 0, 0]


def test_texts_without_any_term_can_be_indexed():
    assert Lexical.build(["", "le la"]).scores("aide").tolist() == [0, 0]


def test_a_saved_index_scores_the_same_and_holds_no_pickle(tmp_path):
    built = Lexical.build(TEXTS)
    built.save(tmp_path)
    loaded = Lexical.load(tmp_path)
    for query in ("taux", "dossier préfecture", "élu", ""):
        assert np.array_equal(loaded.scores(query), built.scores(query))
    assert {path.suffix for path in tmp_path.iterdir()} == {".npy", ".json"}
    for path in tmp_path.glob("*.npy"):
        np.load(path, allow_pickle=False)
