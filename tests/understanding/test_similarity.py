from assistant.understanding.similarity import Space, cosines, letter_grams


def test_the_same_text_has_cosine_one():
    space = Space.of(["le taux maximum", "la date limite"], str.split)
    row = space.rows(["le taux maximum"])
    assert abs(cosines(row, row)[0, 0] - 1.0) < 1e-6


def test_a_misspelt_word_is_still_near_by_letters():
    space = Space.of(["plafond", "critere"], letter_grams)
    near, far = cosines(space.rows(["plafon"]), space.rows(["plafond", "critere"]))[0]
    assert near > 0.5 > far


def test_rare_words_weigh_more():
    space = Space.of(["le taux", "le delai", "le cout"], str.split)
    assert space.weight("taux") > space.weight("le")
