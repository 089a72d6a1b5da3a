"""A quote found among the characters of another reader of the same page."""

from assistant.ingestion.spotting import rank_of, spot


def found(page, quote, rank=0):
    return [page[each.start : each.stop] for each in spot(list(page), quote, rank)]


def test_a_quote_is_found_whatever_its_spaces_hyphens_ligatures_and_accents():
    page = "Le  ﬁnan-\r\ncement est ATTRIBUE\r\naux communes."
    assert found(page, "financement est\n attribué aux communes") == ["ﬁnan-\r\ncement est ATTRIBUE\r\naux communes"]


def test_the_occurrence_that_was_quoted_is_the_one_found():
    text = "Le taux est de 80 %. Plus loin : le taux est de 80 %, sauf exception."
    start = text.rindex("le taux")
    rank = rank_of(text, start, start + len("le taux est de 80 %"))
    assert rank == 1
    assert [each.start for each in spot(list(text), "le taux est de 80 %", rank)] == [start]
    assert [each.start for each in spot(list(text), "le taux est de 80 %", 9)] == [start]


def test_lines_in_another_order_are_found_one_by_one():
    page = "à la préfecture de la Seine-Maritime / Le dossier est déposé en un exemplaire"
    quote = "Le dossier est déposé en un exemplaire\nà la préfecture de la Seine-Maritime"
    assert found(page, quote) == [
        "Le dossier est déposé en un exemplaire",
        "à la préfecture de la Seine-Maritime",
    ]


def test_what_is_not_there_is_not_found():
    for quote in ("", "?", "…", "Un tout autre texte que celui de la page"):
        assert found("Le taux est de 80 %.", quote) == []
