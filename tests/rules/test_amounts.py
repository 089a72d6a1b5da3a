import pytest

from assistant.domain import Product
from assistant.rules.amounts import costs_in, in_figures, product_of


@pytest.mark.parametrize(
    ("typed", "costs"),
    [
        ("un devis de 18 000 €", [18000]),
        ("18.000€ puis 500 euros", [18000, 500]),
        ("environ 12 k€", [12000]),
        ("4 PC et 2 agents", []),
    ],
)
def test_sums_in_euros_are_read_however_they_are_typed(typed, costs):
    assert costs_in(typed) == costs


def test_a_share_of_several_costs_is_that_of_their_sum():
    assert product_of([10000, 5000], 80).value == 12000


def test_a_product_that_is_not_one_cannot_be_made():
    with pytest.raises(ValueError, match="is not"):
        Product((1000,), 80, 900.0)


def test_sums_are_written_as_french_writes_them():
    assert in_figures(18000.0) == "18\u202f000"
    assert in_figures(1250.5) == "1\u202f250,50"


@pytest.mark.parametrize(
    ("text", "costs"),
    [
        ("ça coûte 8000, on touche combien ?", [8000]),
        ("un devis de 11 400 pour deux agents", [11400]),
        ("le budget 2021", []),
        ("ça coûte 5 000 habitants", []),
    ],
)
def test_a_cost_needs_no_sign_after_the_word_that_says_it_is_one(text: str, costs: list[int]) -> None:
    assert costs_in(text) == costs
