import pytest

from assistant.ingestion.furniture import contents_titles, furniture, title_key

BODY = ["Un premier texte assez long.", "Un deuxième.", "Un troisième.", "Un quatrième.", "Un cinquième."]


def left(pages):
    """The lines of the pages that are their text."""
    out = furniture(pages)
    return [
        [line for i, line in enumerate(line for line in page.split("\n") if line) if i not in found]
        for page, found in zip(pages, out, strict=True)
    ]


def pages_of(count, head="", foot=""):
    return [
        "\n".join(
            [head.format(n=n), *[f"{line[:-1]} de la partie {'abcdefghij'[n]}." for line in BODY], foot.format(n=n)]
        )
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("foot", ["{n}", "- {n} -", "Page {n} sur 9", "{n}/40", "p. {n}", "          {n}/40 "])
def test_page_numbers_are_left_out(foot):
    for lines in left(pages_of(4, foot=foot)):
        assert len(lines) == len(BODY)


@pytest.mark.parametrize("foot", ["{n}", "- {n} -", "Page {n} sur 9", "{n}/40"])
def test_the_number_of_a_page_that_stands_alone_is_left_out(foot):
    assert len(left(pages_of(1, foot=foot))[0]) == len(BODY)


@pytest.mark.parametrize("count", [2, 3, 5, 9])
def test_a_running_header_is_left_out(count):
    for lines in left(pages_of(count, head="Préfecture - Cahier des charges - {n}")):
        assert not any("Cahier" in line for line in lines)


def test_odd_and_even_pages_may_have_different_headers():
    pages = [f"{'Recto' if n % 2 else 'Verso'} du guide\n{page}" for n, page in enumerate(pages_of(6), 1)]
    assert not any("guide" in line for lines in left(pages) for line in lines)


def test_a_single_page_keeps_all_its_text():
    assert left(["Un titre\nUn texte."]) == [["Un titre", "Un texte."]]


def test_numbered_parts_at_the_top_of_pages_are_not_a_header():
    assert all(any("Annexe" in line for line in lines) for lines in left(pages_of(5, head="Annexe {n}")))


def test_a_sentence_in_the_middle_of_pages_is_kept_however_often():
    pages = [page.replace("\n", "\nLe dossier est déposé.\n", 3) for page in pages_of(5)]
    assert all("Le dossier est déposé." in lines for lines in left(pages))


CONTENTS = (
    "Sommaire\nGlossaire ........ 4\nI. État des lieux . . . . . . 7\nII. Un titre qui\nva à la ligne ........ 9\n"
)


def test_a_dotted_table_of_contents_is_left_out_with_its_title_and_folded_lines():
    assert left([CONTENTS + "Le texte commence."]) == [["Le texte commence."]]


def test_the_titles_of_the_contents_are_known():
    assert contents_titles([CONTENTS]) >= {title_key("Glossaire"), title_key("I.  État des lieux")}


def test_an_ellipsis_in_a_sentence_is_not_a_table_of_contents():
    assert left(["Des humidités, des moisissures, etc...\nLa suite."])[0][0].startswith("Des humidités")
