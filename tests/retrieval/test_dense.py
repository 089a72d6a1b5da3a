import numpy as np
import pytest

from assistant.retrieval.dense import BATCH, Dense, encode, key_of, known_vectors, save
from assistant.retrieval.faiss_store import FaissStore

FIELDS = {
    "heading": ["Financement", "Financement", "Dépôt"],
    "whole": ["le taux", "une enveloppe", "le dossier"],
}


def stored(folder, encoder, fields=FIELDS):
    told = save(folder, "v1", encode(fields, encoder, "counting", {}), FaissStore())
    return Dense.load(folder, "v1", told, FaissStore()), told


def scored(dense, vector):
    return {name: look.scores(np.arange(3)) for name, look in dense.look(vector, 0).items()}


def test_a_text_that_recurs_is_encoded_and_kept_once(make_encoder):
    encoder = make_encoder()
    fields = encode({**FIELDS, "again": ["le taux", "le taux", "Dépôt"]}, encoder, "counting", {})
    assert sorted(encoder.encoded) == sorted({"Financement", "Dépôt", "le taux", "une enveloppe", "le dossier"})
    assert fields["heading"].table.shape[0] == 2
    assert fields["heading"].rows.tolist() == [0, 0, 1]


def test_known_vectors_are_not_encoded_again(tmp_path, make_encoder):
    _, told = stored(tmp_path, make_encoder())
    encoder = make_encoder()
    longer = {**FIELDS, "whole": ["le taux", "une enveloppe", "le guichet"]}
    encode(longer, encoder, "counting", known_vectors(tmp_path, "v1", told, FaissStore()))
    assert encoder.encoded == ["le guichet"]


def test_vectors_of_another_encoder_are_not_reused():
    assert key_of("first", "le taux") != key_of("second", "le taux")


def test_each_passage_is_scored_by_its_own_heading_and_text(tmp_path, make_encoder):
    encoder = make_encoder()
    scores = scored(stored(tmp_path, encoder)[0], encoder.embed_query("le dossier"))
    assert scores["whole"].argmax() == 2
    assert scores["whole"][2] == pytest.approx(1, abs=1e-6)
    assert scores["heading"][0] == scores["heading"][1]


def test_progress_goes_up_to_the_number_of_texts(make_encoder):
    seen = []
    texts = [f"texte {number}" for number in range(2 * BATCH + 1)]
    encode({"whole": texts}, make_encoder(), "counting", {}, lambda *step: seen.append(step))
    assert seen == [("encode", done, len(texts)) for done in (BATCH, 2 * BATCH, len(texts))]


def test_a_question_of_no_meaning_scores_zero(tmp_path, make_encoder):
    scores = scored(stored(tmp_path, make_encoder())[0], [0.0] * 1024)
    assert not np.any(scores["whole"])
