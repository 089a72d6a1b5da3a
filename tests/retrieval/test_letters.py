import numpy as np

from assistant.retrieval.letters import Letters

TEXTS = ["La subvention du département", "Les logiciels de gestion", "", "Un raccordement à FranceConnect"]


def test_a_misspelled_word_still_finds_its_text():
    assert Letters.build(TEXTS).scores("subvantion").argmax() == 0
    assert Letters.build(TEXTS).scores("franseconect").argmax() == 3


def test_a_text_is_nearest_to_itself():
    letters = Letters.build(TEXTS)
    for number in (0, 1, 3):
        assert letters.scores(TEXTS[number]).argmax() == number


def test_letters_unknown_to_the_texts_score_zero():
    assert Letters.build(TEXTS).scores("").tolist() == [0, 0, 0, 0]
    assert Letters.build(TEXTS).scores("漢字 ∅").tolist() == [0, 0, 0, 0]


def test_a_saved_index_scores_the_same(tmp_path):
    built = Letters.build(TEXTS)
    built.save(tmp_path)
    loaded = Letters.load(tmp_path)
    for query in ("subvention", "logiciel", ""):
        assert np.array_equal(loaded.scores(query), built.scores(query))


def test_texts_without_letters_can_be_indexed(tmp_path):
    Letters.build(["", "!"]).save(tmp_path)
    assert Letters.load(tmp_path).scores("aide").tolist() == [0, 0]
