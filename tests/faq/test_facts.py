"""How far two facts are about the same thing."""

import pytest

from assistant.faq.facts import Weigher, facts_in

TEXTS = [
    "Le taux maximal de l'aide est fixé à 60 % du coût hors taxes en quartier prioritaire et à 50 % en commune rurale.",
    "L'axe 1 est doté de 30 M€.",
    "Une avance de 20 % est versée au commencement des travaux.",
]
WEIGHER = Weigher(TEXTS)


def fact(text, at=0, **more):
    return facts_in(text, **more)[at]


def test_a_fact_is_about_the_words_of_its_clause_most():
    rural = fact("Taux en commune rurale : 50 %.")
    in_town, in_country = (fact(TEXTS[0], at) for at in (0, 1))
    assert WEIGHER.agreement(rural, in_country).both > WEIGHER.agreement(rural, in_town).both


def test_the_question_says_what_a_short_answer_is_about():
    alone = WEIGHER.agreement(fact("60 % du coût."), fact(TEXTS[0])).second
    asked = WEIGHER.agreement(
        fact("60 % du coût.", asked="Quel est le taux en quartier prioritaire ?"), fact(TEXTS[0])
    ).second
    assert asked > alone


def test_headings_say_what_a_few_words_are_about():
    here = fact("Timbre fiscal de 25 €.", around=["Carte perdue"])
    there = fact("Timbre fiscal de 86 €.", around=["Passeport, première demande"])
    same = fact("Timbre fiscal de 86 €.", around=["Carte perdue"])
    assert WEIGHER.agreement(here, same).both > WEIGHER.agreement(here, there).both


@pytest.mark.parametrize(
    "other",
    ["L'axe 3 est doté de 34 M€.", "Rien de commun : 12 € la place."],
)
def test_two_things_do_not_agree_at_all(other):
    assert WEIGHER.agreement(fact(TEXTS[1]), fact(other)).both == 0


def test_another_thing_said_to_be_another_agrees_less():
    one = fact("Un volet du dispositif est doté de 34 M€.")
    same, other = (
        fact("Un volet du dispositif est doté de 30 M€."),
        fact("Un autre volet du dispositif est doté de 30 M€."),
    )
    assert WEIGHER.agreement(one, other).both < WEIGHER.agreement(one, same).both


def test_a_sentence_without_a_fact_has_none():
    assert facts_in("Le dossier est déposé en préfecture.") == []
