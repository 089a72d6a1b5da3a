import pytest

from assistant.ingestion.sentences import sentences


def split(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Écrire à M. Bernard Cousin avant le 30 juin.",
        "Selon l'art. 12 du décret, l'aide est versée.",
        "Le tél. 02 32 76 50 00 répond le matin.",
        "Voir p. 12 et cf. Annexe 3 pour la suite",
        "L'adresse est prenom.nom@seine-maritime.gouv.fr pour tous",
        "Le plafond est de 297.000 € par projet.",
        "Le maire J. Dupont signe.",
    ],
)
def test_an_abbreviation_or_an_address_ends_no_sentence(whole):
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Le taux est de 80 %. Le reste est à la charge de la commune.", 2),
        ("Est-ce éligible ? Oui ! Sous conditions.", 3),
        ("Il dit « c'est possible. » Elle en doute.", 2),
        ("Première phrase. « Une citation suit. »", 2),
        ("Des travaux… Et la suite.", 2),
        ("sans majuscule ni point", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, count):
    assert len(split(text)) == count


def test_sentences_cover_the_text_but_for_spaces():
    text = "Un. Deux ?  Trois ! Et quatre"
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")


def test_an_empty_text_has_no_sentence():
    assert sentences("  ") == ()
