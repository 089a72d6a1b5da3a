import pytest

from assistant.rules.territory import Territory

OURS = Territory("Seine-Maritime", "Ce point est publié par la préfecture du Puy-de-Dôme.")


@pytest.mark.parametrize(
    ("question", "department"),
    [
        ("je suis maire dans l'orne, qui contacter ?", "Orne"),
        ("Quelle enveloppe dans l'Eure ?", "Eure"),
        ("à qui écrire à la préfecture d'Évreux ?", "Eure"),
        ("et dans le calvados combien", "Calvados"),
    ],
)
def test_another_department_is_recognised_by_its_name_or_its_prefecture(question, department):
    assert OURS.foreign(question) == department


@pytest.mark.parametrize(
    "question",
    ["quelle somme pour nous ?", "c'est trop cher", "un lot d'ordinateurs", "à Rouen qui contacter ?",
     "le nord du canton", "que publie le Puy-de-Dôme sur la candidature commune ?"],
)  # fmt: skip
def test_ordinary_words_our_own_towns_and_what_the_documents_name_are_not_foreign(question):
    assert OURS.foreign(question) is None


def test_a_national_corpus_sees_no_foreign_territory():
    assert Territory("France", "").foreign("et dans l'Eure ?") is None
