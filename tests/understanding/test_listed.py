"""Lists, in lines or running on, and the sentences of a text."""

from assistant.understanding.listed import sentences


def test_items_that_run_on_each_follow_their_lead_in() -> None:
    assert sentences("Merci de m'indiquer : 1) le lien de dépôt 2) le taux") == [
        "Merci de m'indiquer le lien de dépôt",
        "Merci de m'indiquer le taux",
    ]


def test_items_on_lines_each_follow_their_lead_in() -> None:
    assert sentences("Pouvez-vous me donner :\n- le taux\n- le contact") == [
        "Pouvez-vous me donner le taux",
        "Pouvez-vous me donner le contact",
    ]


def test_two_hands_are_two_items() -> None:
    assert sentences("Nous voulons d'une part un portail, d'autre part deux PC.") == [
        "Nous voulons un portail",
        "Nous voulons deux PC.",
    ]


def test_a_lone_number_in_brackets_is_no_list() -> None:
    assert sentences("L'axe 3) c'est quoi") == ["L'axe 3) c'est quoi"]


def test_a_long_introduction_is_not_repeated() -> None:
    text = "Dans le cadre de notre plan communal voté mardi dernier à une large majorité nous voulons :\n- un portail"
    assert sentences(text)[-1] == "un portail"
