import pytest

from assistant.faq.signals import Phrasing, Wordings, differs, signals
from assistant.faq.words import said
from assistant.texts import table
from assistant.understanding.normalise import readable


def read(text):
    return said(readable(text))


def wordings(*texts, territories=()):
    return Wordings(tuple(Phrasing(read(text)) for text in texts), read("Oui."), frozenset(territories))


def told(question, *texts):
    published = wordings(*texts)
    return signals(read(question), None, published, published.phrasings[0])


def test_what_each_question_says_alone_counts_as_swapped():
    near = told("Le toit de l'école est-il aidé ?", "Le toit de l'église est-il aidé ?")
    same = told("la toiture de l'église, c'est aidé ?", "Le toit de l'église est-il aidé ?")
    assert near["swapped"] > 0.3
    assert same["swapped"] == 0


def test_another_kind_of_answer_is_told_from_a_close_one():
    assert told("Qui siège au comité ?", "Quand le comité siège-t-il ?")["other_word"] == 1
    assert told("Jusqu'à quand dépose-t-on ?", "À quelle date dépose-t-on ?")["other_word"] == 0


def test_groups_that_exclude_each_other_are_counted():
    assert told("Quel est le plafond ?", "Quel est le plancher ?")["apart"] == 1
    assert told("Quel est le maximum ?", "Quel est le plafond ?")["apart"] == 0


def test_what_every_wording_says_is_the_key():
    published = ("Une délibération est-elle exigée ?", "faut-il délibérer avant de déposer ?")
    assert told("délib obligatoire ?", *published)["key"] == 1
    assert told("que faut-il avant de déposer ?", *published)["key"] == 0


@pytest.mark.parametrize(
    ("question", "published", "why"),
    [
        ("Peut-on demander 70 % ?", "Peut-on demander 80 % ?", "number"),
        ("Quelles dépenses ne sont pas éligibles ?", "Quelles dépenses sont éligibles ?", "negation"),
        ("Quelles dépenses sont éligibles ?", "Quelles dépenses sont exclues ?", "negation"),
        ("on peut pas cumuler ?", "Peut-on cumuler ?", ""),
        ("mon projet de 3000 euros est trop petit ?", "Y a-t-il un montant minimum ?", ""),
    ],
)
def test_another_number_or_the_contrary_is_another_question(question, published, why):
    assert differs(read(question), None, wordings(published)) == why


def test_only_an_entry_that_names_a_territory_answers_about_it():
    question = read("Quelle est la date limite dans l'Eure ?")
    assert differs(question, "Eure", wordings("Quelle est la date limite ?")) == "territory"
    assert differs(question, "Eure", wordings("Quelle est la date limite dans l'Eure ?", territories=["Eure"])) == ""
    assert differs(read("La date limite ?"), None, wordings("Et dans l'Eure ?", territories=["Eure"])) == "territory"


def test_every_signal_has_its_words():
    words = table("question")["signal"]
    assert set(told("Qui signe ?", "Qui signe ?")) | {"verbatim"} <= set(words)
