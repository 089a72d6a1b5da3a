import pytest

from assistant.understanding.answer_types import gives, wanted


@pytest.mark.parametrize(
    ("question", "kind", "text"),
    [
        ("combien verse une commune", "amount", "Moins de 10 000 habitants : 1 000 EUR TTC."),
        ("jusqu'a quand candidater", "date", "Les réponses sont attendues pour le 18 décembre 2020."),
        ("a quel mail ecrire", "address", "incubateur@anct.gouv.fr"),
        ("sous quel delai", "duration", "dans un délai de 15 jours"),
    ],
)
def test_what_a_question_wants_is_found_in_a_text_that_gives_it(question, kind, text):
    assert kind in wanted(question)
    assert gives(text, frozenset({kind}))


def test_a_text_without_figure_gives_no_amount():
    assert not gives("Le projet est porté par la commune.", frozenset({"amount"}))
