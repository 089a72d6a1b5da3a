import pytest

from assistant.ingestion.legibility import agrees, is_french

FRENCH = (
    "Le financement est attribué aux communes qui déposent un dossier complet auprès de la préfecture. "
    "Le taux de l'aide est de 80 % du coût du projet, dans la limite des crédits de l'année en cours."
)


def shifted(text):
    """What a broken font map gives: each letter another letter."""
    return "".join(chr((ord(c) - 97 + 3) % 26 + 97) if "a" <= c <= "z" else c for c in text.lower())


def test_french_prose_is_french():
    assert is_french(FRENCH)


def test_letters_put_for_others_are_not_french():
    assert not is_french(shifted(FRENCH))


@pytest.mark.parametrize(
    "text", ["", "  \n ", "12/40", "— 3 —", "\ufffd\ufffd\ufffd\ufffd ab cd", 5 * "\ue001" + " abcdefgh"]
)
def test_a_page_without_words_is_not_french(text):
    assert not is_french(text)


def test_a_short_title_page_is_french():
    assert is_french("Circulaire du 14 avril 2021")


def test_a_list_of_names_agrees_with_its_picture():
    names = "Rouen Dieppe Fécamp Elbeuf Yvetot Bolbec Barentin"
    assert agrees(names, "Rouen\nDieppe\nFecamp Elbeuf Yvetot\nBolbec")


@pytest.mark.parametrize(("layer", "seen"), [("", FRENCH), (shifted(FRENCH), FRENCH), (FRENCH, "")])
def test_what_is_not_seen_is_not_agreed_with(layer, seen):
    assert not agrees(layer, seen)
