import random

import pytest

from assistant.ingestion.normalise import normalise


def read(text):
    return normalise(text, 1, 0, len(text))[0]


@pytest.mark.parametrize(
    ("raw", "reads"),
    [
        ("deux  mots\nsur\tdeux lignes ", "deux mots sur deux lignes"),
        ("la transfor-\nmation numérique", "la transformation numérique"),
        ("la transfor- \n  mation numérique", "la transformation numérique"),
        ("la transfor\u00ad\nmation", "la transformation"),
        ("la trans\u00adfor\u00admation", "la transformation"),
        ("zéro\u200b largeur\ufeff et\u2060 joint", "zéro largeur et joint"),
        ("l’eﬃcacité du ﬁnancement oﬀert, ﬂux et conﬂits", "l’efficacité du financement offert, flux et conflits"),
        ("un\u00a0espace insécable", "un espace insécable"),
        ("puce privée \uf0b7 et nul \x00 ôtés", "puce privée et nul ôtés"),
    ],
)
def test_text_is_made_readable(raw, reads):
    assert read(raw) == reads


@pytest.mark.parametrize(
    ("raw", "reads"),
    [
        ("voir ci-\ndessous", "voir ci-dessous"),
        ("est-\nil éligible", "est-il éligible"),
        ("au sens de l’article L2511-\n6 du code", "au sens de l’article L2511-6 du code"),
        ("le mal-logement et le mal-\nlogement", "le mal-logement et le mal-logement"),
    ],
)
def test_a_word_keeps_its_own_hyphen_at_the_end_of_a_line(raw, reads):
    assert read(raw) == reads


@pytest.mark.parametrize("raw", ["un ci-\ntoyen", "un ad-\njoint", "un vil-\nlage"])
def test_a_syllable_that_looks_like_a_prefix_is_joined(raw):
    assert "-" not in read(raw)


def test_a_dash_between_spaces_is_not_a_broken_word():
    assert read("la région -\nla commune") == "la région - la commune"


def test_only_the_asked_stretch_is_read():
    assert normalise("avant PENDANT après", 1, 6, 13)[0] == "PENDANT"


def test_blank_text_has_no_run():
    assert normalise(" \n\u200b ", 1, 0, 4) == ("", ())


def test_every_kept_character_leads_back_to_itself():
    pieces = ["mot", " ", "\n", "-\n", "\u00ad", "\u00ad\n", "ﬁ", "\u200b", "É", "12", "\u00a0", "—", "\r\n", "\uf0b7"]
    chance = random.Random(7)
    for _ in range(300):
        page = "".join(chance.choices(pieces, k=40))
        start = chance.randrange(len(page))
        text, runs = normalise(page, 3, start, len(page))
        covered = 0
        for run in runs:
            original = page[run.start : run.start + run.length]
            expected = text[run.at : run.at + run.length]
            assert original.replace("ﬁ", "f") == expected
            assert run.page == 3
            assert run.at >= covered
            covered = run.at + run.length
        assert [run.start for run in runs] == sorted(run.start for run in runs)
        assert "  " not in text and text == text.strip()
