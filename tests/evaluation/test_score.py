import pytest

from assistant.domain import Status, Verdict
from assistant.evaluation.score import Outcome, score


def test_expected_evidence_in_an_answer_is_right(pages, make_case, make_answer):
    case = make_case(evidence=("introuvable", "atteindre  80 %"), must=("80 %",))
    scored = score(case, make_answer(), pages)
    assert scored.outcome is Outcome.RIGHT and scored.good and not scored.problems


@pytest.mark.parametrize(
    ("gold", "fault"),
    [
        ({"evidence": ("Les salaires",)}, "none of the expected evidence is quoted"),
        ({"evidence": ("80 %",), "also": ("Les salaires",)}, "not quoted: 'Les salaires'"),
        ({"evidence": ("80 %",), "document": "autre"}, "none of the expected evidence is quoted"),
        ({"evidence": ("80 %",), "must": ("maximum",)}, "lacks 'maximum'"),
        ({"evidence": ("80 %",), "must_not": ("Taux",)}, "says 'Taux'"),
        ({"evidence": ("80 %",), "verdict": Verdict.EXCLUDED}, "verdict eligible, not excluded"),
        ({"evidence": ("80 %",), "statuses": (Status.PARTIAL,)}, "status answered, not partial"),
    ],
)
def test_answer_that_departs_from_the_gold_is_wrong(pages, make_case, make_answer, gold, fault):
    scored = score(make_case(**gold), make_answer(verdict=Verdict.ELIGIBLE), pages)
    assert scored.outcome is Outcome.WRONG and fault in scored.problems


def test_handing_over_what_the_documents_say_is_a_refusal(pages, make_case, make_answer):
    scored = score(make_case(evidence=("80 %",)), make_answer(Status.HANDOFF, "Demandez.", ()), pages)
    assert scored.outcome is Outcome.REFUSED and not scored.good


def test_question_the_documents_do_not_answer(pages, make_case, make_answer):
    case = make_case(statuses=(Status.HANDOFF,))
    handed = make_answer(Status.HANDOFF, "Demandez.", ())
    elsewhere = make_answer(Status.OUT_OF_SCOPE, "Hors sujet.", ())
    assert score(case, handed, pages).outcome is Outcome.HANDED
    assert score(case, elsewhere, pages).outcome is Outcome.MISROUTED
    assert score(case, make_answer(), pages).outcome is Outcome.WRONG


def test_forbidden_words_in_a_hand_off_are_wrong(pages, make_case, make_answer):
    case = make_case(statuses=(Status.HANDOFF,), must_not=("22 novembre",))
    told = make_answer(Status.HANDOFF, "Avant le 22 novembre, je crois.", ())
    assert score(case, told, pages).outcome is Outcome.WRONG


def test_right_evidence_is_needed_even_where_a_hand_off_was_acceptable(pages, make_case, make_answer):
    case = make_case(statuses=(Status.PARTIAL, Status.ANSWERED), evidence=("Les salaires",))
    assert score(case, make_answer(), pages).outcome is Outcome.WRONG


def test_unverifiable_statement_is_kept_beside_a_right_outcome(pages, make_case, make_answer):
    scored = score(make_case(evidence=("80 %",)), make_answer(text="De 80 % à 95 %."), pages)
    assert scored.outcome is Outcome.RIGHT and scored.unverifiable == ("figure '95'",)
