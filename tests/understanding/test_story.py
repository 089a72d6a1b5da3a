"""What a story wants and what it only recalls."""

import pytest

from assistant.understanding.story import only_asks_funding, wanted, wanted_sentences

STORY = "La chaudière, c'est réglé. Nous voudrions un portail. La salle date de 1987."


def test_what_is_wished_is_read_first() -> None:
    assert wanted(STORY)[0] == "Nous voudrions un portail."


def test_all_of_the_story_is_read_last() -> None:
    assert wanted(STORY)[-1] == STORY


def test_a_story_that_wishes_nothing_keeps_what_it_does_not_recall() -> None:
    assert wanted_sentences("Trois PC neufs. La mairie a été repeinte en 2012.") == ["Trois PC neufs."]


@pytest.mark.parametrize(
    "question",
    [
        "Est-ce le genre de chose qui est aidée ?",
        "Dites-moi si vous remboursez.",
        "Je vous saurais gré de me dire si ce devis peut être aidé tel quel.",
        "Voudriez-vous me dire si l'État nous soutiendrait ?",
    ],
)
def test_a_question_may_only_ask_whether_it_is_funded(question: str) -> None:
    assert only_asks_funding(question)


@pytest.mark.parametrize(
    "question", ["Qui finance ?", "Quel taux de financement ?", "Le portail est-il aidé ?", "Merci"]
)
def test_a_question_that_says_anything_else_is_itself(question: str) -> None:
    assert not only_asks_funding(question)
