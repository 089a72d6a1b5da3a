import pytest

from assistant.understanding.spelling import Speller

SPELLER = Speller(["formation", "plafond", "imprimante", "candidater", "ordinateur", "subvention"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("formassion", "formation"),
        ("plafon", "plafond"),
        ("imprimente", "imprimante"),
        ("candidatter", "candidater"),
        ("ordinnateur", "ordinateur"),
        ("subvansion", "subvention"),
    ],
)
def test_a_misspelt_word_is_led_back_to_the_known_one(typed, meant):
    assert SPELLER.correct(typed) == meant


def test_a_word_about_something_else_is_left_alone():
    assert SPELLER.correct("recette tarte passeport football") == "recette tarte passeport football"
