import pytest

from assistant.ingestion.furniture import title_key
from assistant.ingestion.headings import Layout, Line, heading_level, heading_size, is_step

PROSE = "Le financement est attribué aux communes qui déposent un dossier complet et dans les délais."


def size(*lines, titles=(), spaced=False):
    made = [Line(0, len(text), text, gap=spaced and n == 0) for n, text in enumerate(lines)]
    return heading_size(made, Layout(len(PROSE), spaced, frozenset(map(title_key, titles))))


@pytest.mark.parametrize(
    "title",
    [
        "I. État des lieux",
        "1. Calendrier",
        "a. Rappels",
        "5.2 Calendrier",
        "Article 1 : Objet",
        "OBJET DE L'AIDE",
        "Santé",
    ],
)
def test_a_title_above_prose_is_a_heading(title):
    assert size(title, PROSE) == 1


@pytest.mark.parametrize(
    "line",
    [
        "et dans les délais",
        "Le taux est de 80 %.",
        "● Une cotation automatique",
        "ANCT 35 K€",
        "[NOM DE LA COLLECTIVITE]",
        "contact@exemple.fr",
        "RIB :",
    ],
)
def test_a_line_of_text_is_no_heading_even_above_prose(line):
    assert size(line, PROSE) == 0


@pytest.mark.parametrize("below", ["100 K€", "Responsable technique", "suite de la phrase qui est longue."])
def test_a_line_that_announces_nothing_is_no_heading(below):
    assert size("FAST DINUM", below) == 0


def test_a_name_stays_with_its_address():
    assert size("Bérengère Aujard", PROSE[:70], "berengere@exemple.fr") == 0


def test_a_title_of_the_contents_is_a_heading_though_folded():
    assert (
        size("Annexe 4 : un titre qui", "va à la ligne", PROSE, titles=["Annexe 4 : un titre qui va à la ligne"]) == 2
    )


def test_numbers_one_under_the_other_are_a_list():
    assert size("1. Déposer le dossier", "2. Attendre l'avis") == 0
    assert is_step("2. Attendre l'avis")


def test_capitals_on_two_lines_make_one_heading():
    assert size("APPEL À MANIFESTATION", "D'INTÉRÊT LOCAL", PROSE) == 2


def test_where_a_page_is_spaced_an_unnumbered_heading_stands_after_a_gap():
    assert size("Santé", PROSE, spaced=True) == 1
    crowded = [Line(0, 5, "Santé", gap=False), Line(6, 99, PROSE, gap=True)]
    assert heading_size(crowded, Layout(len(PROSE), spaced=True)) == 0


def test_levels_go_from_capitals_to_what_only_stands_apart():
    order = ["OBJET DE L'AIDE", "II. Détails", "Article 3 : Durée", "5.1 Moyens", "5.1.2 Détail", "Santé"]
    assert [heading_level(line) for line in order] == [1, 2, 3, 4, 5, 6]
