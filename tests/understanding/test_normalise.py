import pytest

from assistant.understanding.normalise import clean, readable, unaccent


def test_accents_case_and_ligatures_are_folded():
    assert unaccent("Œuvre de l’Élu") == "oeuvre de l'elu"


def test_control_characters_and_lone_surrogates_are_removed():
    assert clean("quel\x00 taux\ud800 ?") == "quel taux ?"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("koi fer pr la com com", "quoi faire pour la communaute de communes"),
        ("subv max", "subvention maximum"),
        ("tauxxxx", "tauxx"),
    ],
)
def test_telephone_spellings_are_written_out(typed, expected):
    assert readable(typed) == expected
