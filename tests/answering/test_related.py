"""What is offered beside an answer."""

from types import SimpleNamespace

import pytest

from assistant.answering.draft import Draft
from assistant.answering.related import following, suggested
from assistant.domain import Status

USUAL = {
    "rate": "Quel est le taux ?",
    "who": "Qui peut candidater ?",
    "how": "Comment candidater ?",
    "tax": "HT ou TTC ?",
}


def drafted(question="c koi le taux", facet="", related=()):
    return Draft(question, Status.ANSWERED, facet=facet, related=related)


def test_what_was_nearly_asked_comes_before_what_is_often_asked():
    offered = suggested([drafted(related=("Jusqu’à quand ?",))], USUAL, [])
    assert offered == ("Jusqu’à quand ?", "Quel est le taux ?", "Qui peut candidater ?")


def test_each_part_of_a_question_has_its_turn():
    parts = [drafted(related=("Jusqu’à quand ?", "Dès quand ?")), drafted(related=("Combien de dossiers ?",))]
    assert suggested(parts, USUAL, [])[:2] == ("Jusqu’à quand ?", "Combien de dossiers ?")


@pytest.mark.parametrize(
    ("parts", "asked"),
    [
        ([drafted(facet="rate")], []),
        ([drafted("QUEL EST LE TAUX")], []),
        ([drafted(related=("Quel est le taux ?",))], ["quel est le taux"]),
    ],
    ids=["answered", "typed otherwise", "asked before"],
)
def test_a_question_that_has_its_answer_is_not_offered_again(parts, asked):
    assert suggested(parts, USUAL, asked) == ("Qui peut candidater ?", "Comment candidater ?", "HT ou TTC ?")


def test_a_question_is_offered_once():
    assert suggested([drafted(related=("Qui peut candidater ?",))], USUAL, []).count("Qui peut candidater ?") == 1


def test_what_comes_next_is_what_the_tables_of_the_corpus_say():
    facets = {
        "rate": SimpleNamespace(see=("ceiling", "vat", "nothing"), suggest="Quel est le taux ?"),
        "ceiling": SimpleNamespace(see=(), suggest="Y a-t-il un plafond ?"),
        "vat": SimpleNamespace(see=(), suggest=""),
    }
    assert following(drafted(facet="rate"), facets.get) == ("Y a-t-il un plafond ?",)
    assert following(drafted(facet="eligibility"), facets.get) == ()
