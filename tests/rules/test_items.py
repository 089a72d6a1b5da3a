"""The items of an enumeration, told from what completes one of them."""

import pytest

from assistant.rules.items import numbered, only_asks, split


@pytest.mark.parametrize(
    ("flat", "items"),
    [
        ("un portail famille , 4 pc et former 2 agents", 3),
        ("appli pour que les habitants signalent les trous et les lampadaires", 1),
        ("un site pour que les gens s'inscrivent et 2 pc pour le secretariat", 2),
        ("une plateforme qui gere les inscriptions , une formation", 2),
        ("on refait le site pour que les gens paient et tant qu'a faire on change les pc", 2),
    ],
)
def test_an_item_is_counted_once(flat, items):
    assert len(set(numbered(flat))) == items


def test_what_stands_in_brackets_is_no_item():
    assert split("formation aux risques (mails pieges , mots de passe) , un audit") == [
        "formation aux risques",
        "un audit",
    ]


def test_a_part_that_only_asks_names_nothing():
    assert only_asks("on peut la faire financer") and not only_asks("une borne tactile")
