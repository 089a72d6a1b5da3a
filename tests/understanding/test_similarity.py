from assistant.understanding.similarity import Vectors, letter_grams


def test_the_same_text_has_cosine_one():
    vectors = Vectors(["le taux maximum", "la date limite"], str.split)
    assert abs(vectors.cosines(["le taux maximum"])[0, 0] - 1.0) < 1e-9


def test_a_misspelt_word_is_still_near_by_letters():
    vectors = Vectors(["plafond", "critere"], letter_grams)
    near, far = vectors.cosines(["plafon"])[0]
    assert near > 0.5 > far


def test_rare_words_weigh_more():
    vectors = Vectors(["le taux", "le delai", "le cout"], str.split)
    assert vectors.weight("taux") > vectors.weight("le")
