import pytest

from assistant.understanding.spelling import Speller

WORDS = ["formation", "plafond", "imprimante", "candidater", "ordinateur", "subvention", "faut", "temps"]
SPELLER = Speller(WORDS, {"peu": 2, "peut": 50, "dossier": 3}, {**dict.fromkeys(WORDS, 3), "peut": 50})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("formassion", "formation"),
        ("plafon", "plafond"),
        ("imprimente", "imprimante"),
        ("candidatter", "candidater"),
        ("ordinnateur", "ordinateur"),
        ("subvansion", "subvention"),
        ("tem", "temps"),
        ("peu", "peut"),
    ],
)
def test_a_misspelt_word_is_led_back_to_the_known_one(typed, meant):
    assert SPELLER.correct(typed) == meant


def test_a_word_about_something_else_is_left_alone():
    assert SPELLER.correct("recette tarte passeport football") == "recette tarte passeport football"
