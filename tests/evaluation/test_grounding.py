from dataclasses import replace

import pytest

from assistant.domain import Question, Statement, Status
from assistant.evaluation.grounding import addresses, figures, stands, unverifiable

ASKED = Question("Quel taux ?")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("297.000€ ou 297 000 € ou 297\u202f000 €", {"297000"}),
        ("88M€ sur 2 ans, 12,5 % en 2021", {"88", "2", "12,5", "2021"}),
        ("1. premier\n2) second [3]", set()),
        ("le 14 2021", {"14", "2021"}),
    ],
)
def test_figures_are_written_one_way(words, found):
    assert figures(words) == found


def test_addresses_lose_the_full_stop_that_ends_a_sentence():
    assert addresses("Écrivez à a.b@exemple.fr. Voir https://exemple.fr/x.") == {
        "a.b@exemple.fr",
        "https://exemple.fr/x",
    }


def test_quote_at_its_place_stands_with_white_space_folded(pages, cite):
    quote = replace(cite("80 %\nde 12.500€"), quote="80 % de 12.500€")
    assert stands(quote, pages)


def test_quote_with_lying_offsets_document_or_words_does_not_stand(pages, cite):
    good = cite("peut atteindre")
    assert not stands(cite("peut atteindre", shift=1), pages)
    assert not stands(replace(good, document="autre"), pages)
    assert not stands(replace(good, page=2), pages)
    assert not stands(replace(good, quote="peut attendre"), pages)


def test_sound_answer_has_nothing_unverifiable(pages, make_answer):
    assert unverifiable(make_answer(), ASKED, pages) == []


def test_figure_outside_its_quotes_is_told(pages, make_answer):
    assert unverifiable(make_answer(text="Le taux est de 90 %."), ASKED, pages) == ["figure '90'"]


def test_figure_of_another_statement_does_not_carry_this_one(pages, make_answer, cite):
    answer = make_answer()
    other = Statement("Il s'agit de 80 %.", (cite("Les salaires sont exclus."),))
    assert unverifiable(replace(answer, statements=(*answer.statements, other)), ASKED, pages) == ["figure '80'"]


def test_address_outside_the_quotes_is_told_but_the_contact_is_known(pages, make_answer):
    loose = make_answer(text="Écrivez à c.d@exemple.fr pour 80 %.")
    assert unverifiable(loose, ASKED, pages) == ["address 'c.d@exemple.fr'"]
    handed = make_answer(Status.HANDOFF, "Écrivez à e.ssai@exemple.fr.", ())
    assert unverifiable(handed, ASKED, pages) == []


def test_own_figures_of_the_person_and_the_date_of_the_document_may_be_said(pages, make_answer):
    answer = replace(make_answer(), text="Texte du 14 avril 2021 : pour 9 000 €, jusqu'à 80 %.")
    assert unverifiable(answer, Question("J'ai un devis de 9000 euros"), pages) == []
    assert unverifiable(answer, ASKED, pages) == ["figure '9000'"]
