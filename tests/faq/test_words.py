import pytest

from assistant.faq.words import said, weight
from assistant.understanding.normalise import readable


def terms(text):
    return said(readable(text)).terms


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("c koi la date butoir", "asks:until"),
        ("Jusqu'à quand peut-on candidater ?", "asks:until"),
        ("À partir de quelle date dépose-t-on ?", "asks:from"),
        ("on a combien de temps pour finir", "asks:duration"),
        ("la delib est obligatoire", "means:council"),
        ("Les subventions sont-elles versées ?", "acts:pay_out"),
        ("la mairie", "means:commune"),
        ("le maire", "means:elected"),
    ],
)
def test_words_that_ask_the_same_are_one_term(text, group):
    assert group in terms(text)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("la mairie", "means:elected"),
        ("le classement de la voirie", "means:school"),
        ("une autorisation", "about:may"),
        ("Quel est le seuil qui oblige ?", "asks:who"),
        ("Où écrire quand le référent est absent ?", "asks:when"),
    ],
)
def test_words_that_only_look_alike_are_not(text, group):
    assert group not in terms(text)


def test_a_word_of_no_group_stands_for_itself_and_small_words_for_nothing():
    assert terms("un lampadaire pour le gymnase") == {"lampadair", "gymnas"}


def test_rare_terms_tell_more_than_common_ones():
    assert weight(["gymnas"]) > weight(["means:club"]) > weight(["means:commune"]) > 0


def test_numbers_are_read_with_their_thousands_joined():
    assert said(readable("12 000 habitants et 5 agents")).numbers == {"12000"}
