import pytest

from assistant.retrieval.terms import terms, unaccented


@pytest.mark.parametrize(
    "written", ["297.000€", "297 000 €", "297000 euros", "297 000 €", "297 000 euros", "297.000 d'euros"]
)
def test_an_amount_is_one_term_however_it_is_written(written):
    assert terms(written) == ["297000"]


@pytest.mark.parametrize("written", ["34M€", "34 M€", "34 millions d'euros", "34 millions d’euros", "34 000 000 €"])
def test_millions_are_written_out(written):
    assert terms(written) == ["34000000"]


def test_decimal_millions_and_thousands_are_written_out():
    assert terms("1,5 M€ ou 50 k€ ou 2 milliards") == ["1500000", "50000", "2000000000"]


@pytest.mark.parametrize("written", ["80%", "80 %", "80 pour cent", "80 %"])
def test_a_rate_keeps_its_percent_sign(written):
    assert terms(written) == ["80%"]


def test_a_rate_is_not_an_amount():
    assert terms("80 %") != terms("80 euros")


def test_dates_and_years_stay_apart():
    assert terms("le 14 avril 2021") == ["14", "avril", "2021"]
    assert terms("2021-2022") == ["2021", "2022"]


def test_accents_case_and_ligatures_do_not_matter():
    assert terms("ŒUVRE ÉLIGIBLE") == terms("oeuvre eligible")
    assert unaccented("Œuvre Élue’s") == "oeuvre elue's"


@pytest.mark.parametrize("written", ["l'aide", "l’aide", "d'aide", "qu'aide", "jusqu'aide", "aide"])
def test_elisions_are_removed(written):
    assert terms(written) == terms("aides")


def test_endings_are_removed():
    assert terms("subventions") == terms("subvention")
    assert terms("éligibles") == terms("éligible")


def test_words_that_say_nothing_are_not_terms():
    assert terms("Est-ce que vous avez de la ... ?") == []


def test_words_that_change_an_answer_are_kept():
    assert len(terms("pas sans plus moins maximum")) == 5


@pytest.mark.parametrize("odd", ["", "\x00", "🙂", "€ % ' ’", "1" * 5000, "a'" * 2000])
def test_any_text_has_terms_or_none(odd):
    assert isinstance(terms(odd), list)
