import pytest

from assistant.faq.spelling import Spelling

SPELLING = Spelling(
    ["deliberation", "procuration", "chaudiere", "dossier", "date"], {"liberation", "rampe"}.__contains__
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("délibérassion", "deliberation"),
        ("procurassion", "procuration"),
        ("chodière", "chaudiere"),
        ("docié", "dossier"),
    ],
)
def test_a_misspelt_word_is_led_back_to_that_of_an_entry(typed, meant):
    assert SPELLING.read(typed) == meant


@pytest.mark.parametrize("word", ["liberation", "rampe", "evacuer", "dater", "procureur", "dattes"])
def test_a_word_that_is_another_is_left_alone(word):
    assert SPELLING.read(word) == word
