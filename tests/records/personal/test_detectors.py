"""What each detector takes for its own, and the look-alikes that it leaves."""

import pytest

from assistant.records.redaction import Kind, label, redact

TAKEN = {
    Kind.EMAIL: [
        "jean.dupont@10.0.0.1",
        "jean.dupont@orange",
        "jean.dupont arobase gmail",
        "j point dupont arobase mairie tiret bolbec point fr",
        "Élodie.Lefèvre@mairie.fr",
    ],
    Kind.PHONE: [
        "06/12/34/56/78",
        "O6 12 34 56 78",
        "0590 12 34 56",
        "+33 (0)6 12 34 56 78",
        "+687 75 12 34",
        "(06) 12 34 56 78",
        "06,12,34,56,78",
    ],
    Kind.NIR: ["1 85 06 76 540 123 45", "1 85 06 2A 004 123", "2 55 08 14 168 025 clé 38", "255081416802538"],
    Kind.IBAN: ["FR76 3000 6000 0112 3456 7890 189", "FR76 3000 6000 0112 3456 7890 188", "30006 00001 12345678901 89"],
    Kind.CARD: ["4970-1012-3456-7893", "3782 822463 10005"],
}
LEFT = [
    "le 3939, le 36 46, le 116 006 et le 0 800 10 20 30",
    "Tél. : 118 218",
    "tél. 0 809 540 550, +33 (0) 811 70 36 46",
    "les départements 02, 27, 60, 76, 80",
    "départements 06,07,13,83,84",
    "06/07/2021 14:30",
    "06 12 34 56 78 €",
    "dossier n° 0612345678",
    "téléphonie : 01/02/2021, téléphone 2020-2021, portable 1 234 567 €",
    "0,6123456789",
    "185067654012345",
    "1850676540123",
    "4970 1012 3456 7890",
    "FR 40 217601087",
    "30006 00001 12345678901 88",
    "3 bornes @ 1 200 €, react@18.2.0, @prefet76",
    "le signe arobase, un point fr",
    "https://www.google.com/maps/@49.44,1.09,15z",
]


@pytest.mark.parametrize(("kind", "written"), [(kind, each) for kind, every in TAKEN.items() for each in every])
def test_what_is_of_a_kind_is_taken_out_alone(kind, written):
    assert redact(f"Voici : {written}. Merci") == f"Voici : {label(kind)}. Merci"


@pytest.mark.parametrize("text", LEFT)
def test_what_only_looks_like_it_is_left(text):
    assert redact(text) == text


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Tél. 24 12 34 à Nouméa", "Tél. [téléphone retiré] à Nouméa"),
        ("sécu 1850676540123", "sécu [numéro de sécurité sociale retiré]"),
        ("iban FR7630006000011234567890188", "iban [compte bancaire retiré]"),
        ("guichet 00001", "guichet 00001"),
    ],
)
def test_the_words_before_a_number_decide_when_its_form_does_not(text, redacted):
    assert redact(text) == redacted


def test_a_name_said_before_a_spoken_address_is_taken_with_it_and_the_sentence_is_not():
    said = redact("écrivez à jean dupont arobase mairie point fr merci")
    assert said == "écrivez à [adresse électronique retirée] merci"
