"""Two documents that give two values for one thing, and the many pairs that only look so."""

import pytest

from assistant.faq.contradictions import contradictions
from tests.support.held import held

HERE = "# Montant\n\nLe taux maximal de l'aide est fixé à 60 % du coût hors taxes en quartier prioritaire."


def pairs(there, here=HERE, territory=""):
    return contradictions(held(ici=here, ailleurs=f"# Montant\n\n{there}"), territory)


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("En quartier prioritaire, le taux maximal de l'aide est de 70 % du coût hors taxes.", HERE),
        (
            "Une enveloppe de 3 M€ est ouverte pour le fonds.",
            "Une enveloppe de 2,4 millions d'euros est ouverte pour le fonds.",
        ),
        (
            "Le dossier est déposé en préfecture avant le 31 juillet 2026.",
            "Le dossier est déposé en préfecture avant le 30 juin 2026.",
        ),
        (
            "L'équipement reste ouvert au public pendant quinze ans.",
            "L'équipement reste ouvert au public pendant dix ans.",
        ),
    ],
)
def test_another_value_for_the_same_thing_is_found(there, here):
    (found,) = pairs(there, here)
    assert {found.first.document, found.second.document} == {"ici", "ailleurs"}
    assert found.first.claim.kind is found.second.claim.kind
    for place, fact in zip(found.places, (found.first, found.second), strict=True):
        assert place.quote == fact.sentence


@pytest.mark.parametrize(
    "there",
    [
        "En quartier prioritaire, le taux maximal de l'aide est de 60 % du coût hors taxes.",
        "Une avance de 30 % de l'aide est versée au commencement des travaux.",
        "Une réduction de 20 % est accordée aux familles à l'entrée de la piscine.",
        "Le taux minimal de l'aide est d'au moins 20 % du coût hors taxes en quartier prioritaire.",
        "Le taux maximal de l'aide de l'axe 3 est fixé par la délibération du 12 mars 2024.",
    ],
)
def test_the_same_value_or_another_thing_is_no_contradiction(there):
    assert pairs(there) == []


def test_the_same_value_in_another_unit_is_no_contradiction():
    here, there = (
        "Le projet doit avoir un effet concret sous deux ans.",
        "Le projet doit avoir un effet concret sous 24 mois.",
    )
    assert pairs(there, here) == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("L'axe 1 du dispositif est doté de 30 M€.", "L'axe 3 du dispositif est doté de 34 M€."),
        ("En 2024, une enveloppe de 88 M€ était ouverte.", "En 2026, une enveloppe de 96 M€ est ouverte."),
    ],
)
def test_two_things_of_two_names_are_not_one(here, there):
    assert pairs(there, here) == []


def test_the_amount_of_another_territory_is_not_ours():
    here = "Une enveloppe de 297 000 € est mobilisée pour les collectivités du département."
    there = "Dans l'Eure, une enveloppe de 212 000 € est mobilisée pour les collectivités du département."
    assert pairs(there, here, "Seine-Maritime") == []
    assert pairs(there.replace("l'Eure", "la Seine-Maritime"), here, "Seine-Maritime") != []


def test_a_document_that_also_gives_the_other_value_contradicts_nothing():
    there = "Le taux est de {} % du coût hors taxes en {}."
    assert pairs(f"{there.format(60, 'quartier prioritaire')}\n\n{there.format(50, 'commune rurale')}") == []


def test_a_document_does_not_contradict_itself():
    text = "Le délai de préavis du locataire est de 3 mois.\n\nLe délai de préavis du locataire est de 1 mois."
    assert contradictions(held(ici=text)) == []


def test_the_surest_comes_first():
    here = f"{HERE}\n\nUne avance de 20 % est versée au commencement des travaux, sur demande écrite."
    rate = HERE.removeprefix("# Montant").strip().replace("60", "75")
    there = f"{rate}\n\nUne avance de 30 % est versée au commencement."
    found = pairs(there, here)
    assert len(found) == 2
    assert found[0].agreement > found[1].agreement


def test_the_date_of_a_text_contradicts_no_other():
    here, there = (
        "Règles fixées par la délibération du 12 décembre 2024.",
        "Règles fixées par la délibération du 7 février 2025.",
    )
    assert pairs(there, here) == []
