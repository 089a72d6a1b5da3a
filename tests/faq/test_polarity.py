"""Whether words affirm or deny, however French says it."""

import pytest

from assistant.faq.polarity import denies


@pytest.mark.parametrize(
    "text",
    [
        "Les particuliers ne peuvent pas demander l'aide.",
        "Les particuliers ne peuvent demander l'aide.",
        "Ni les particuliers ni les associations ne peuvent demander l'aide.",
        "Aucun particulier ne peut demander l’aide.",
        "Les dépenses de personnel sont exclues.",
        "Les envois postaux sont irrecevables.",
        "La démarche est payante.",
        "Le rendez-vous est facultatif.",
        "L'aide n'est plus versée.",
        "L'aide est versée sans condition de ressources.",
        "Le matériel ne peut être revendu avant cinq ans.",
    ],
)
def test_these_deny(text):
    assert denies(text) is ("sans condition" not in text)


@pytest.mark.parametrize(
    "text",
    [
        "Les particuliers peuvent demander l'aide.",
        "L'aide ne peut excéder 60 %.",
        "Le taux est de 60 % du coût hors taxes.",
        "La démarche est gratuite.",
        "Aucune dépense n'est exclue.",
        "Le fonds ne finance que les travaux.",
    ],
)
def test_these_affirm(text):
    assert not denies(text)
