import numpy as np
import pytest

from assistant.retrieval.dense import BATCH, Dense, key_of

FIELDS = {
    "heading": ["Financement", "Financement", "Dépôt"],
    "whole": ["le taux", "une enveloppe", "le dossier"],
}


def test_a_text_that_recurs_is_encoded_once(make_encoder):
    encoder = make_encoder()
    Dense.build(FIELDS, encoder, "counting", {})
    assert sorted(encoder.encoded) == sorted({"Financement", "Dépôt", "le taux", "une enveloppe", "le dossier"})


def test_known_vectors_are_not_encoded_again(make_encoder):
    before = Dense.build(FIELDS, make_encoder(), "counting", {})
    encoder = make_encoder()
    longer = {**FIELDS, "whole": ["le taux", "une enveloppe", "le guichet"]}
    Dense.build(longer, encoder, "counting", before.vectors())
    assert encoder.encoded == ["le guichet"]


def test_vectors_of_another_encoder_are_not_reused():
    assert key_of("first", "le taux") != key_of("second", "le taux")


def test_each_passage_is_scored_by_its_own_heading_and_text(make_encoder):
    encoder = make_encoder()
    scores = Dense.build(FIELDS, encoder, "counting", {}).scores(encoder.embed_query("le dossier"))
    assert scores["whole"].argmax() == 2
    assert scores["whole"][2] == pytest.approx(1, abs=1e-6)
    assert scores["heading"][0] == scores["heading"][1]


def test_a_saved_index_scores_the_same(tmp_path, make_encoder):
    encoder = make_encoder()
    built = Dense.build(FIELDS, encoder, "counting", {})
    built.save(tmp_path)
    loaded = Dense.load(tmp_path)
    query = encoder.embed_query("le taux du dossier")
    for name in FIELDS:
        assert np.array_equal(loaded.scores(query)[name], built.scores(query)[name])
    assert loaded.vectors().keys() == built.vectors().keys()


def test_progress_goes_up_to_the_number_of_texts(make_encoder):
    seen = []
    texts = [f"texte {number}" for number in range(2 * BATCH + 1)]
    Dense.build({"whole": texts}, make_encoder(), "counting", {}, lambda *step: seen.append(step))
    assert seen == [("encode", done, 65) for done in (32, 64, 65)]


def test_a_question_of_no_meaning_scores_zero(make_encoder):
    scores = Dense.build(FIELDS, make_encoder(), "counting", {}).scores([0.0] * 1024)
    assert not scores["whole"].any()
