"""Sizes and spaces as French writes them."""

import pytest

from assistant.texts.sizes import french_size
from assistant.texts.typography import tied


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 octets"), (999, "999 octets"), (240_300, "240 ko"), (1_234_567, "1,2 Mo")]
)
def test_a_size_is_told_in_the_unit_that_people_read(count, told):
    assert french_size(count) == told.replace(" ", "\u00a0")


def test_no_line_breaks_inside_guillemets_before_a_sign_or_between_a_page_and_its_number():
    typed = "Le « taux » : 80 % à la page 2 ? Oui ; 10 €"
    kept = "Le «\u00a0taux\u00a0»\u00a0: 80\u00a0% à la page\u00a02\u00a0? Oui\u00a0; 10\u00a0€"
    assert tied(typed) == tied(kept) == kept
