"""The risk–coverage curve: fewer answers, fewer of them wrong."""

import pytest

from assistant.domain import Answer, Contact, Handoff, Question, Status
from assistant.evaluation.cases import Case
from assistant.evaluation.curve import Forced, curve, drawn, forced

CONTACT = Contact("Mme Essai", "directrice", "e.ssai@exemple.fr")
ANSWERS = [Forced(0.9, True), Forced(0.8, True), Forced(0.6, False), Forced(0.4, True), Forced(0.1, False)]


def test_every_answer_is_counted_without_a_threshold():
    (point,) = curve(ANSWERS, [0.0])
    assert (point.coverage, point.risk) == (1.0, pytest.approx(0.4))


def test_a_threshold_leaves_out_what_is_less_likely():
    low, high = curve(ANSWERS, [0.5, 0.7])
    assert (low.coverage, low.risk) == (pytest.approx(0.6), pytest.approx(1 / 3))
    assert (high.coverage, high.risk) == (pytest.approx(0.4), 0.0)


def test_nothing_answered_is_no_risk():
    (point,) = curve(ANSWERS, [0.95])
    assert (point.coverage, point.risk) == (0.0, 0.0)


def test_the_threshold_in_use_is_marked():
    marked = [line for line in drawn(ANSWERS, 0.42).splitlines() if "seuil retenu" in line]
    assert len(marked) == 1 and "0,42" in marked[0] and "60,0" in marked[0]


def test_a_set_that_the_model_does_not_decide_has_no_curve():
    assert drawn([], 0.5) == "Aucune question de ce jeu n’est décidée par le modèle."


def test_only_what_the_model_decides_and_answers_is_counted():
    case = Case("a", "fact", "dev", Question("Quel taux ?"), frozenset({Status.ANSWERED}), ("100%",))
    settled = Answer("", Status.ANSWERED, "Oui.")
    silent = Answer("", Status.HANDOFF, "Non.", handoff=Handoff(CONTACT, ""), chance=0.7)
    told = Answer("", Status.ANSWERED, "Peut-être.", chance=0.6)
    answers = iter([settled, silent, told])
    assert forced(lambda question: next(answers), [case] * 3) == [Forced(0.6, False)]
